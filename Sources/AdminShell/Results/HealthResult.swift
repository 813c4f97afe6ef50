import Domain
import Program
import RolloutControl
import Text

/// `show health`: the health of banks over the last ten minutes, hour and day.
struct HealthResult: CommandResult {
  let report: HealthReport
  let catalogue: Catalogue
  /// Whether banks were named: then they are shown even without any counts.
  let isNamed: Bool

  var json: JSONValue {
    .object([
      .init("at", JSONValue(report.at)), .init("banks", .array(report.banks.map(bank))),
      .init("unattributed", windows { .object([.init("refused", Self.counts(report.nobody.health($0).refused))]) }),
    ])
  }

  private func bank(_ line: HealthReport.Line) -> JSONValue {
    let name = catalogue.bank(line.bank)?.name.chosen ?? line.bank.text
    return .object([
      .init("bank", .string(line.bank.text)), .init("name", .string(name)),
      .init("windows", windows { Self.json(line.health($0)) }),
    ])
  }

  private func windows(_ content: (HealthWindow) -> JSONValue) -> JSONValue {
    .object(HealthWindow.allCases.map { .init($0.rawValue, content($0)) })
  }

  static func json(_ health: BankHealth) -> JSONValue {
    .object([
      .init("asked", JSONValue(health.asked)), .init("withinThirtySeconds", health.share?.json ?? .null),
      .init("p50Milliseconds", milliseconds(health.p50)), .init("p95Milliseconds", milliseconds(health.p95)),
      .init("timeouts", JSONValue(health.timeouts)), .init("failures", counts(health.failures)),
      .init("refused", counts(health.refused)), .init("unreadable", counts(health.unreadable)),
    ])
  }

  private static func milliseconds(_ span: Span?) -> JSONValue { span.map { .integer($0.milliseconds) } ?? .null }

  private static func counts(_ counts: [BankHealth.CodeCount]) -> JSONValue {
    .array(counts.map { .object([.init("code", .string($0.code)), .init("count", JSONValue($0.count))]) })
  }

  // MARK: The table

  private var shown: [HealthReport.Line] { isNamed ? report.banks : report.banks.filter { !$0.isEmpty } }

  var table: Table {
    Table(
      lines,
      [
        Field("bank", zh: "代码", en: "code") { .init($0.bank) },
        Field("name", zh: "银行", en: "bank") { .init($0.name) },
        Field("window", zh: "最近", en: "last") { .init($0.window.name.chosen, csv: $0.window.rawValue) },
        Field("asked", zh: "询问", en: "asked", .right) { .init("\($0.health.asked)") },
        Field("withinThirtySeconds", zh: "30 秒内 %", en: "within 30 s %", .right) { $0.share },
        Field("p50", zh: "p50", en: "p50", .right) { Self.latency($0.health.p50) },
        Field("p95", zh: "p95", en: "p95", .right) { Self.latency($0.health.p95) },
        Field("timeouts", zh: "超时", en: "time-outs", .right) { .init("\($0.health.timeouts)") },
        Field("failures", zh: "失败", en: "failures") { Self.cell($0.health.failures) },
        Field("refused", zh: "拒收", en: "refused") { Self.cell($0.health.refused) },
        Field("unreadable", zh: "打开后无效", en: "invalid when opened") { Self.cell($0.health.unreadable) },
      ])
  }

  /// A line of the table: a bank in one window.
  private struct Line {
    let bank: String
    let name: String
    let window: HealthWindow
    let health: BankHealth

    var share: Table.Cell {
      .init(
        health.share?.description ?? "-", BankTrouble(health) == nil ? .green : .yellow,
        csv: health.share?.description ?? "")
    }
  }

  /// Each bank in each window; at the end the messages under no known bank's name.
  private var lines: [Line] {
    shown.flatMap { lines($0, catalogue.bank($0.bank)?.name.chosen ?? $0.bank.text) }
      + (report.nobody.isEmpty ? [] : lines(report.nobody, Bilingual(zh: "（未登记的银行）", en: "(unknown bank)").chosen))
  }

  private func lines(_ line: HealthReport.Line, _ name: String) -> [Line] {
    HealthWindow.allCases.map { Line(bank: line.bank.text, name: name, window: $0, health: line.health($0)) }
  }

  private static func latency(_ span: Span?) -> Table.Cell {
    guard let milliseconds = span?.milliseconds else { return .init("-", csv: "") }
    let text = milliseconds < 1_000 ? "\(milliseconds) ms" : "\(Double(milliseconds / 100) / 10) s"
    return .init(text, csv: "\(milliseconds)")
  }

  private static func cell(_ counts: [BankHealth.CodeCount]) -> Table.Cell {
    .init(counts.map { "\($0.code) \($0.count)" }.joined(separator: " "))
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    guard !table.rows.isEmpty else {
      return Bilingual(zh: "最近 24 小时没有向银行发出询问", en: "No enquiries in the last 24 hours")[language] + "\n"
    }
    let note = Bilingual(
      zh: "“30 秒内”指时段内首次询问后 30 秒内答复或拒答的比例，少于 \(BankHealth.fewest) 笔时不显示。",
      en: "\"within 30 s\" is the share of enquiries answered or declined within 30 s of being asked first; "
        + "not shown below \(BankHealth.fewest) enquiries.")
    return table.withoutEmptyColumns.text(language, paint) + "\n" + note[language] + "\n"
  }
}
