import Domain
import Text

/// `show request`
struct ShowRequest: ReadingCommand, ResultCommand {
  let request: Int

  static let form = Form(
    "show request", [.one(.number)], zh: "一个申请的全部内容", en: "everything about a request",
    details: Bilingual(
      zh: "批准前须了解的全部内容：改动、条件、影响；将确认、重新打开、作废什么；自身到时是否作废；现在执行会因何被拒绝。",
      en: """
        Everything an approval covers: changes, terms and impact; what it would confirm, reopen and drop; whether it would \
        be dropped itself; and why it would be refused now.
        """), examples: ["show request 7"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    try context.result(for: try context.session().approvals.request(request))
  }
}

extension ShowRequest {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(request: try arguments.number(0, .number)) }
}
