import Domain

/// `show clock`
struct ShowClock: ReadingCommand, ResultCommand, PlainCommand {
  static let form = Form(
    "show clock", zh: "时钟是否可信，及其依据", en: "whether the clock is trusted, and why",
    examples: ["show clock"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    ClockResult(reading: try context.session().administration.clockReading())
  }
}
