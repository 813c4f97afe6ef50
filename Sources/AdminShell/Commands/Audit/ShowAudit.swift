import Domain
import Store

/// `audit show`
struct ShowAudit: ReadingCommand, ResultCommand {
  let filter: AuditFilter

  static let form = Form(
    "audit show", [.atMost(1, .count)],
    clauses: [
      Clause("from", .one(.time), zh: "起始时间", en: "from this time"),
      Clause("to", .one(.time), zh: "截止时间（不含）", en: "before this time"),
      Clause("by", .one(.author), zh: "操作员", en: "by this operator"),
      Clause(
        "about", .one(.object), zh: "对象，如 icbc、\"revision 3\"",
        en: "about this object, for example icbc or \"revision 3\""),
      Clause("action", .one(.action), zh: "动作，如 commit、read", en: "of this action, for example commit or read"),
    ],
    zh: "审计记录：全部、最近几条，或符合条件的", en: "audit records: all, the latest, or those that match",
    examples: ["audit show", "audit show 10", "audit show 20 by wang action read from 2022-06-09"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    Listing.records(try context.session().audit.records(filter))
  }
}

extension ShowAudit {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(
      filter: AuditFilter(
        last: try arguments.optionalNumber(0, .count), from: try arguments.time("from"), to: try arguments.time("to"),
        author: try arguments.optionalText("by"), object: try arguments.optionalText("about"),
        action: try arguments.optionalText("action")))
  }
}
