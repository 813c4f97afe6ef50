import Domain
import Text

/// `clock reset`
struct ResetClock: ResultCommand, PlainCommand {
  static let form = Form(
    "clock reset", zh: "曾按将来的错误时间写入后，恢复当前时间", en: "return to the present time after writes at a future one",
    details: Bilingual(
      zh: "时钟曾经走快并写入、之后的写入都被拒绝（clock_behind）时使用。已生效、过期或销毁的不会复原。仅限管理员，记入审计。",
      en: """
        Use it if a clock ran ahead and wrote, so that every later write is refused (clock_behind). What took effect, \
        expired or was destroyed stays so. Administrators only; audited.
        """),
    examples: ["clock reset"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    _ = try session.administration.resetClock()
    return ClockResult(reading: try session.administration.clockReading())
  }
}
