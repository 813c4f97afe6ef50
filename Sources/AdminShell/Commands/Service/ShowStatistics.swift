import Domain

/// `show stats`
struct ShowStatistics: ShowCommand, PlainCommand {
  static let form = Form(
    "show stats", zh: "查卡人和查询的统计", en: "numbers of people and queries", examples: ["show stats"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    StatisticsResult(statistics: try context.session().watch.statistics())
  }
}
