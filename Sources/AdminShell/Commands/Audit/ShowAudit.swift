import Domain
import Store

/// `audit show`
struct ShowAudit: ReadingCommand, ResultCommand {
  let filter: AuditFilter

  static let form = Form(
    "audit show", [.atMost(1, .count)],
    clauses: [
      Clause("from", .one(.time), zh: "从这个时间起", en: "from this time on"),
      Clause("to", .one(.time), zh: "到这个时间之前", en: "before this time"),
      Clause("by", .one(.author), zh: "这个操作员的", en: "by this operator"),
      Clause("about", .one(.object), zh: "关于这个对象，如 icbc、\"revision 3\"", en: "about this object: icbc, \"revision 3\""),
      Clause("action", .one(.action), zh: "这种动作，如 commit、read", en: "of this kind: commit, read"),
    ],
    zh: "审计记录：全部、最近几条，或符合条件的", en: "the audit records: all, the latest few, or those that match",
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
