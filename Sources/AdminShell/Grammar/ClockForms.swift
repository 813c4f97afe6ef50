import Domain

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
          时钟比最近一次写入快了 5 分钟以上，而机器重启或改过时间、又没有时间源校时，或与内核时间不符时，正式库什么也不写、不生效、不销毁\
          （clock_ahead）。先看 show clock，确有把握再确认：到期的提交会立即生效，过期报告的密钥会被销毁。只有管理员可以，记入审计。
          """,
        en: """
          Where the clock is more than 5 minutes ahead of the latest write, and the machine was started or its clock set since \
          with no time source to keep it, or the kernel says another time, a real database writes, applies and destroys \
          nothing (clock_ahead). Look at show clock first: what is due by this time takes force at once, and keys of reports \
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
