import Domain
import Text

/// `clock confirm`
struct ConfirmClock: ResultCommand, PlainCommand {
  static let form = Form(
    "clock confirm", zh: "确认不可信的时钟正确", en: "confirm that an untrusted clock is right",
    details: Bilingual(
      zh: """
        程序时钟与内核时间相差超过 5 分钟，或机器重启、改过时间而未校时（同一次开机内累计超过 1 小时，\
        或重启后比最近一次写入快 1 小时以上）时，正式数据库不写入、不生效、不销毁（clock_ahead）；逐渐走快也一样。
        请先看 show clock，确认无误再执行：到期的提交立即生效，到期报告的密钥被销毁。仅限管理员，记入审计。
        """,
      en: """
        A real database writes, applies and destroys nothing (clock_ahead) if the program's clock differs from the \
        kernel's by more than 5 minutes, or if the machine restarted or its clock was set without synchronisation (by more \
        than an hour in total since it started, or more than an hour past the latest write after a restart); slow drift \
        counts, too.
        Check show clock first: what is due takes effect at once, and keys of expired reports are destroyed. Administrators \
        only; audited.
        """),
    examples: ["clock confirm"])

  static let needs = CommandNeeds.anyDatabase

  func result(in context: CommandContext) throws -> any CommandResult {
    let session = try context.session()
    _ = try session.administration.confirmClock()
    return ClockResult(reading: try session.administration.clockReading())
  }
}
