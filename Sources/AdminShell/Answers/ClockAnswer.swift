import Program
import Store
import Text

/// `show clock`, and what `clock confirm` and `clock reset` came to.
struct ClockAnswer: Answer {
  let reading: ClockReading

  var json: JSONValue {
    .object([
      .init("now", JSONValue(reading.now)), .init("latest", JSONValue(reading.latest)),
      .init("kernel", JSONValue(reading.kernel)),
      .init("synchronised", reading.isSynchronised.map { .bool($0) } ?? .null),
      .init("state", .string(state)), .init("doubt", JSONValue(doubt?.rawValue)),
    ])
  }

  var table: Table {
    Table(
      [self],
      [
        Column("now", zh: "时钟", en: "clock") { .init($0.reading.now.description) },
        Column("latest", zh: "最近一次写入", en: "latest write") { .init($0.reading.latest.description) },
        Column("kernel", zh: "内核时间", en: "kernel") { .init($0.reading.kernel?.description ?? "") },
        Column("synchronised", zh: "校时", en: "synchronised") {
          .init($0.synchronised.chosen, csv: $0.reading.isSynchronised.map { "\($0)" } ?? "")
        },
        Column("state", zh: "状态", en: "state") { .init($0.meaning.chosen, csv: $0.state) },
      ])
  }

  private var doubt: ClockDoubt? {
    if case .doubted(let doubt) = reading.standing { doubt } else { nil }
  }

  private var state: String {
    switch reading.standing {
    case .trusted: "trusted"
    case .behind, .slow: "behind"
    case .doubted: "doubted"
    }
  }

  private var synchronised: Bilingual {
    switch reading.isSynchronised {
    case true?: Bilingual(zh: "是", en: "yes")
    case false?: Bilingual(zh: "否", en: "no")
    case nil: Bilingual(zh: "", en: "")
    }
  }

  private var meaning: Bilingual {
    switch reading.standing {
    case .trusted: Bilingual(zh: "可信", en: "believed")
    case .behind: Bilingual(zh: "落后于最近一次写入，不能写入", en: "behind the latest write: nothing can be written")
    case .slow: Bilingual(zh: "落后于内核时间，不能写入", en: "behind the kernel's time: nothing can be written")
    case .doubted(.contradicted):
      Bilingual(zh: "与内核时间不符，不可信", en: "not believed: the kernel says another time")
    case .doubted(.unproven):
      Bilingual(
        zh: "机器重启或改过时间而没有校时，不可信", en: "not believed: started or set since, and not synchronised")
    }
  }
}
