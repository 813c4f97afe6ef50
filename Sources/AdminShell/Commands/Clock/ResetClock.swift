import Domain
import Text

/// `clock reset`
struct ResetClock: ResultCommand, PlainCommand {
  static let form = Form(
    "clock reset", zh: "曾按错误的将来时间写入后，回到现在的时间", en: "go back to the present time after writes at a later one",
    details: Bilingual(
      zh: "时钟曾经走快并写入，之后的写入都被拒绝（clock_behind）时使用。已经生效、过期或销毁的不会复原。仅限管理员，记入审计。",
      en: """
        For when a clock that ran ahead has written, so that every later write is refused (clock_behind). What took force, \
        expired or was destroyed by then stays so. For administrators; audited.
        """),
    examples: ["clock reset"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    _ = try session.administration.resetClock()
    return ClockResult(reading: try session.administration.clockReading())
  }
}
