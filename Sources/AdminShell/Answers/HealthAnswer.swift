import Domain
import Program
import RolloutControl
import Text

/// `show health`: how banks have done over the last ten minutes, hour and day.
struct HealthAnswer: Answer {
  let report: HealthReport
  let catalogue: Catalogue
  /// Whether banks were named: then they are shown even where nothing happened.
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
    var table = Table([
      .init("bank", zh: "代码", en: "code"), .init("name", zh: "银行", en: "bank"),
      .init("window", zh: "最近", en: "last"), .init("asked", zh: "询问", en: "asked", .right),
      .init("withinThirtySeconds", zh: "30 秒内 %", en: "within 30 s %", .right),
      .init("p50", zh: "p50", en: "p50", .right),
      .init("p95", zh: "p95", en: "p95", .right), .init("timeouts", zh: "超时", en: "time-outs", .right),
      .init("failures", zh: "失败", en: "failures"), .init("refused", zh: "拒收", en: "refused"),
      .init("unreadable", zh: "打开后无效", en: "invalid when opened"),
    ])
    for line in shown {
      for window in HealthWindow.allCases { table.add(row(line, window, catalogue.bank(line.bank)?.name.chosen)) }
    }
    if !report.nobody.isEmpty {
      let name = Bilingual(zh: "（无主）", en: "(nobody known)").chosen
      for window in HealthWindow.allCases { table.add(row(report.nobody, window, name)) }
    }
    return table
  }

  private func row(_ line: HealthReport.Line, _ window: HealthWindow, _ name: String?) -> [Table.Cell] {
    let health = line.health(window)
    let style: Paint.Style = BankTrouble(health) == nil ? .green : .yellow
    return [
      .init(line.bank.text), .init(name ?? line.bank.text), .init(window.name.chosen, csv: window.rawValue),
      .init("\(health.asked)"), .init(health.share?.description ?? "-", style, csv: health.share?.description ?? ""),
      Self.latency(health.p50), Self.latency(health.p95), .init("\(health.timeouts)"), Self.cell(health.failures),
      Self.cell(health.refused), Self.cell(health.unreadable),
    ]
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
      return Bilingual(zh: "最近 24 小时没有询问过银行", en: "no bank was asked in the last day")[language] + "\n"
    }
    let note = Bilingual(
      zh: "“30 秒内”：窗口内首次询问、并在 30 秒内答复或拒答的比例；不足 \(BankHealth.fewest) 笔时不显示。",
      en: "\"within 30 s\": of those first asked in the window, answered or declined within 30 s; "
        + "not shown below \(BankHealth.fewest).")
    return table.withoutEmptyColumns.text(language, paint) + "\n" + note[language] + "\n"
  }
}
