import Domain
import Text

/// `explain query`
struct ExplainQuery: ResultCommand {
  let query: String
  /// The time; nil for the query's acceptance.
  let at: Moment?

  static let form = Form(
    "explain query", [.one(.query)],
    clauses: [Clause("at", .one(.time), zh: "时间，默认受理时", en: "the time; default when it was accepted")],
    zh: "查询为何受理，不显示查卡人身份", en: "why a query was accepted, without showing whose it is",
    details: Bilingual(
      zh: "依据其地区、渠道、银行，以及本人是否在开放比例之内。记入审计。",
      en: "By its region, channel and banks, and whether the person is within the share. Audited."),
    examples: ["explain query Q00ABCDEFGHJKMNPQR", "explain query Q00ABCDEFGHJKMNPQR at 2022-06-08"])

  func result(in context: CommandContext) throws -> any CommandResult {
    try context.result(for: try context.session().explanations.explain(query: query, at: at))
  }
}

extension ExplainQuery {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(query: try arguments.identifier(0, .query), at: try arguments.time("at"))
  }
}
