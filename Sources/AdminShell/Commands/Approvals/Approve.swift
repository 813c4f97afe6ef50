import Domain
import Foundation
import RolloutControl
import Store
import Text

/// `approve`
struct Approve: ConsoleCommand {
  let request: Int
  /// The version to approve; nil for the one that was shown.
  let version: Int?

  static let form = Form(
    "approve", [.one(.number)],
    clauses: [Clause("version", .one(.number), zh: "只批准这一版", en: "approve this version only")],
    zh: "批准他人的申请；批准人数足够即执行", en: "approve someone else's request; carried out once it has enough approvals",
    details: Bilingual(
      zh: """
        批准的是 show request 在此显示过的那一版；申请之后若有修改，批准会被拒绝并列出差异，请重新查看。未查看过的申请，\
        终端上先显示全部内容再询问；在脚本中，修改过的申请须写明 version。所需批准人数降低后，再 approve 一次即可执行。
        """,
      en: """
        You approve the version that show request showed here. If it was edited since, approving is refused with the \
        differences; look again. A request not shown yet is shown on a terminal before you are asked; in a script, state \
        the version of an edited request. If fewer approvals are needed than before, approve it again to carry it out.
        """),
    examples: ["approve 7", "approve 7 version 2"])

  static let needs = CommandNeeds.anyDatabase

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let (outcome, notes) = try context.consequences(for: banksOnboarded(in: session)) {
      try version.map { try session.approvals.approve(request, version: $0) } ?? approve(in: context)
    }
    guard let outcome else { return Reply(notes: [Bilingual(zh: "未批准", en: "Not approved")]) }
    return Reply(
      result: ApprovalResult(
        outcome: outcome, commit: try outcome.commit.map { try context.result(for: $0) }, clashes: session.latestClashes
      ), notes: notes + handingOut(after: outcome, in: session))
  }

  private func banksOnboarded(in session: OperatorSession) -> [BankCode] {
    (try? session.approvals.request(request)).flatMap { RequestedChange(json: $0.content) }?.banksOnboarded ?? []
  }

  /// What has to be done with a new key of the network.
  private func handingOut(after outcome: ApprovalOutcome, in session: OperatorSession) -> [Bilingual] {
    guard case .done(let request, _) = outcome, case .rotateNetworkKey? = RequestedChange(json: request.content) else {
      return []
    }
    return [RotateNetworkKey.handingOut(at: session.onboarding)]
  }

  /// Approves the request. On a terminal it is shown first, if it was not shown yet, and the person is asked.
  private func approve(in context: CommandContext) throws -> ApprovalOutcome? {
    let session = try context.session()
    if let ask = context.ask, context.seen[request] == nil {
      let result = try context.result(for: try session.approvals.requireApprovable(request))
      let text = result.text(context.settings.language, context.settings.paint)
      context.certifying.tell(text.trimmingCharacters(in: .newlines))
      guard YesOrNo.isYes(ask(Self.question(result.report.request))) else { return nil }
    }
    return try session.approvals.approve(request, shown: context.seen[request])
  }

  private static func question(_ request: ApprovalRequest) -> Bilingual {
    Bilingual(
      zh: "批准申请 \(request.number)（第 \(request.version) 版）吗？[y/N] ",
      en: "Approve version \(request.version) of request \(request.number)? [y/N] ")
  }
}

extension Approve {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(request: try arguments.number(0, .number), version: try arguments.number(of: "version"))
  }
}
