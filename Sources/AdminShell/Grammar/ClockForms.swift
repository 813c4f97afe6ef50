import Text

/// Commands about the service's clock.
extension Grammar {
  static let clockForms: [Form] = [
    Form(
      "show clock", zh: "时钟是否可信，依据是什么", en: "whether the clock is believed, and on what grounds",
      examples: ["show clock"]
    ) { _ in .clock(.show) },
    Form(
      "clock confirm", zh: "确认没有被采信的时钟是对的", en: "take a clock that is not believed as right",
      details: Bilingual(
        zh: """
          程序的时钟与机器内核的时间相差 5 分钟以上，或机器重启、改过时间（同一次开机内累计超过 1 小时，重启后比最近一次写入快 1 小时以上）\
          而没有时间源校时，正式库就什么也不写、不生效、不销毁（clock_ahead）；一点一点走快也一样。先看 show clock，确有把握再确认：\
          到期的提交会立即生效，过期报告的密钥会被销毁。只有管理员可以，记入审计。
          """,
        en: """
          Where a program's clock is more than 5 minutes from the machine's kernel, or the machine was started or its clock set \
          with no time source to keep it (by more than an hour in all within one run of the machine, or more than an hour \
          after the latest write in another), a real database writes, applies and destroys nothing (clock_ahead); a clock that \
          creeps is no exception. Look at show clock first: what is due by this time takes force at once, and keys of reports \
          that end by it are destroyed. An administrator's, and audited.
          """),
      examples: ["clock confirm"]
    ) { _ in .clock(.confirm) },
    Form(
      "clock reset", zh: "曾按错误的将来时间写入后，回到现在的时间", en: "go back to the present time after writes of a later one",
      details: Bilingual(
        zh: "时钟曾经走快并写入，之后的写入都被拒绝（clock_behind）时使用。已经生效、过期或销毁的不会复原。只有管理员可以，记入审计。",
        en: """
          For when a clock that ran ahead has written, so that every write since is refused (clock_behind). What took force, \
          expired or was destroyed by then stays so. An administrator's, and audited.
          """),
      examples: ["clock reset"]
    ) { _ in .clock(.reset) },
  ]
}
