import Domain
import Text

/// `clock confirm`
struct ConfirmClock: ResultCommand, PlainCommand {
  static let form = Form(
    "clock confirm", zh: "确认不受信任的时钟是对的", en: "confirm that a clock that is not trusted is right",
    details: Bilingual(
      zh: """
        程序的时钟与机器内核的时间相差 5 分钟以上，或机器重启、改过时间而没有时间源校时（同一次开机内累计超过 1 小时，\
        重启后比最近一次写入快 1 小时以上）时，正式数据库不写入、不生效、不销毁（clock_ahead）；一点一点走快也一样。
        先看 show clock，确有把握再确认：到期的提交会立即生效，过期报告的密钥会被销毁。仅限管理员，记入审计。
        """,
      en: """
        If a program's clock is more than 5 minutes from the kernel's, or the machine was started or its clock set with no \
        time source to keep it (by more than an hour in all within one run of the machine, or more than an hour after the \
        latest write in another), a real database writes, applies and destroys nothing (clock_ahead); a clock that creeps \
        is no exception.
        Look at show clock first: what is due by this time takes force at once, and keys of reports that end by it are \
        destroyed. For administrators; audited.
        """),
    examples: ["clock confirm"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    _ = try session.administration.confirmClock()
    return ClockResult(reading: try session.administration.clockReading())
  }
}
