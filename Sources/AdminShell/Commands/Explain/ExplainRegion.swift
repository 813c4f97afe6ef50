import Domain
import RolloutControl
import Text

/// `explain`
struct ExplainRegion: ReadingCommand, ResultCommand {
  let region: RegionCode
  /// The banks; empty for all.
  let banks: [BankCode]
  let channel: Channel
  let at: Moment?

  static let form = Form(
    "explain", [.one(.region), .any(.banks)],
    clauses: [.channel, Clause("at", .one(.time), zh: "时间，默认现在", en: "the time; default now")],
    zh: "某地区的人能否查询这些银行，及其原因", en: "whether people of a region can query these banks, and why",
    details: Bilingual(
      zh: "第一个名称是地区，其余是银行，默认全部银行。每条规则注明版本和操作员，并给出可以受理的最小改动。",
      en: """
        The first name is the region, the others are banks; default all banks. Each rule is shown with its revision and \
        operator, and the smallest change that would admit is given.
        """),
    examples: ["explain 广东", "explain 广东 招商银行 广发银行 at 2022-06-08"])

  func result(in context: CommandContext) throws -> any CommandResult {
    try context.result(
      for: try context.session().explanations.explain(region: region, banks: banks, channel: channel, at: at))
  }
}

extension ExplainRegion {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let at = try arguments.time("at")
    self.init(
      region: try names.region(arguments.operands[0]), banks: try names.banks(Array(arguments.operands.dropFirst())),
      channel: try names.channel(arguments.clause("channel").first), at: at)
  }
}

extension CommandContext {
  /// The result, with the names of the explained revision.
  func result(for explanation: Explanation) throws -> ExplanationResult {
    let session = try session()
    return ExplanationResult(
      explanation: explanation, catalogue: session.catalogue(of: try session.history.revision(explanation.revision)),
      columns: settings.columns)
  }
}
