import Domain
import Text

/// `show request`
struct ShowRequest: ReadingCommand, ResultCommand {
  let request: Int

  static let form = Form(
    "show request", [.one(.number)], zh: "一个申请的全部内容", en: "everything about a request",
    details: Bilingual(
      zh: "批准所涉的一切：改动、条件、影响；会确认、重新打开、放弃什么；自身到时会不会放弃；现在执行会因为什么被拒绝。",
      en: """
        All that an approval signs: the changes, the terms and the impact; what it would confirm, reopen and drop; what it \
        would be dropped for itself; and what it would be refused for as things stand.
        """), examples: ["show request 7"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    try context.result(for: try context.session().approvals.request(request))
  }
}

extension ShowRequest {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(request: try arguments.number(0, .number)) }
}
