import Program
import Store
import Text

/// `show clock`, and the results of `clock confirm` and `clock reset`.
struct ClockResult: CommandResult {
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
        Field("now", zh: "时钟", en: "clock") { .init($0.reading.now.withSeconds, csv: $0.reading.now.description) },
        Field("latest", zh: "最近一次写入", en: "latest write") {
          .init($0.reading.latest.withSeconds, csv: $0.reading.latest.description)
        },
        Field("kernel", zh: "内核时间", en: "kernel") {
          .init($0.reading.kernel?.withSeconds ?? "", csv: $0.reading.kernel?.description ?? "")
        },
        Field("synchronised", zh: "校时", en: "synchronised") {
          .init($0.synchronised.chosen, csv: $0.reading.isSynchronised.map { "\($0)" } ?? "")
        },
        Field("state", zh: "状态", en: "state") { .init($0.meaning.chosen, csv: $0.state) },
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
    case .trusted: Bilingual(zh: "可信", en: "trusted")
    case .behind: Bilingual(zh: "早于最近一次写入，暂不能写入", en: "behind the latest write; writes are refused")
    case .slow: Bilingual(zh: "早于内核时间，暂不能写入", en: "behind the kernel's time; writes are refused")
    case .doubted(.contradicted):
      Bilingual(zh: "不可信：与内核时间不符", en: "not trusted: differs from the kernel's time")
    case .doubted(.unproven):
      Bilingual(
        zh: "不可信：机器重启或改过时间，且尚未校时",
        en: "not trusted: the machine restarted or its clock was set, and it is not synchronised"
      )
    }
  }
}
