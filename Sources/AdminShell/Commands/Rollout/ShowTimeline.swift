import Domain

/// `show timeline`
struct ShowTimeline: ShowCommand, PlainCommand {
  static let form = Form(
    "show timeline", zh: "各版本的地区、银行和覆盖人数（按现有注册人数）走势图",
    en: "chart over the revisions: regions open, banks connected, people reached (of those registered now)",
    examples: ["show timeline"])

  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult {
    TimelineResult(points: try context.session().history.timeline(), columns: context.settings.columns)
  }
}
