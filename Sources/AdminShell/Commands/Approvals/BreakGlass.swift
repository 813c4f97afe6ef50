import Domain
import Text

/// `break glass`
struct BreakGlass: ConsoleCommand {
  /// The request; nil for a new one, with rules that can be met.
  let request: Int?
  let reason: String

  static let form = Form(
    "break glass", [.atMost(1, .number)], clauses: [.reason], zh: "破窗：审批人不足时，让申请 24 小时后生效",
    en: "let a request take effect in 24 hours without the approvals it lacks",
    details: Bilingual(
      zh: """
        仅限审批人；只能用于没有 at 的提交，以及 add operator 和 remove operator。每个控制台和 show requests 都会提示。
        24 小时内申请被拒绝、修改，或获得足够批准，破窗即失效；部分批准不影响破窗。
        到时再次检查权限和规则，不符则作废并告知；生效后须由申请人和破窗人以外的审批人复核。
        不写编号：所需批准人数超过现有审批人数时，申请降到可以满足的人数。
        """,
      en: """
        For approvers only, and only for commits without at, add operator and remove operator. Every console and show \
        requests say so.
        It ends if the request is rejected, edited or fully approved within 24 hours; a partial approval does not end it.
        At its time, roles and rules are checked again; a request that fails is dropped, and operators are told. One that \
        takes effect leaves a review for an approver who neither requested it nor broke the glass.
        Without a number: if more approvals are needed than there are approvers, it requests a number that can be met.
        """),
    examples: ["break glass reason \"审批人离职\"", "break glass 7 reason \"li 联系不上\""])

  static let needs = CommandNeeds.anyDatabase

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let broken = try session.emergencies.breakGlass(request, reason: reason)
    return Reply(result: try context.result(for: broken.request), notes: session.latestClashes.map(\.message))
  }
}

extension BreakGlass {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(request: try arguments.optionalNumber(0, .number), reason: try arguments.text("reason"))
  }
}
