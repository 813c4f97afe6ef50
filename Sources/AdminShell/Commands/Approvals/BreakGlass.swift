import Domain
import Text

/// `break glass`
struct BreakGlass: ConsoleCommand {
  /// The request; nil for a new one, with rules that can be met.
  let request: Int?
  let reason: String

  static let form = Form(
    "break glass", [.atMost(1, .number)], clauses: [.reason], zh: "破窗：没有足够的审批人时，让申请 24 小时后生效",
    en: "let a request take force in 24 hours without the approvals it lacks",
    details: Bilingual(
      zh: """
        仅限审批人，只能用于没有 at 的提交，以及 add operator 和 remove operator。每个控制台和 show requests 都会告知。
        24 小时内有人 reject、申请被修改，或批准已足够而执行，破窗就不再有效；只增加一部分批准不影响它。
        到时再检查一次权限和规则，不符就放弃并告知；生效后留下一个复核，由既没有申请、也没有破窗的审批人签认。
        不写编号：所需批准多于现有审批人能给的时，申请降到能满足的人数。
        """,
      en: """
        For approvers, and for commits without at, add operator and remove operator only. Every console and show requests \
        tell of it.
        Rejecting or editing the request within 24 hours ends it, and so does the last approval it lacks, which carries it \
        out; an approval before that does not.
        When its time comes, roles and rules are checked again; what fails is dropped, and people are told. What takes \
        force leaves a review for an approver who neither asked for it nor broke the glass.
        Without a number, where more approvals are needed than there are approvers to give, it requests a number that can \
        be met.
        """),
    examples: ["break glass reason \"审批人离职 approvers left\"", "break glass 7 reason \"li 联系不上\""])

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
