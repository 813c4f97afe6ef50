import BenchOptions
import Benchmark
import Foundation
import Program
import Text

/// The result of the benchmarks, for people and for programs.
struct BenchResult {
  let reports: [BenchReport]
  let isQuick: Bool

  /// The JSON `{"quick":false,"benches":[{"bench":"gate","figures":[...],"notes":[...]}]}`.
  func json(_ language: Language) -> JSONValue {
    ["quick": .bool(isQuick), "benches": .array(reports.map { $0.json(language) })]
  }

  func table(_ language: Language) -> Table { Table.figures(of: reports, language) }

  func text(_ language: Language, _ paint: Paint) -> String {
    let parts = reports.map { report in
      let notes = report.notes.map { "  " + $0[language] + "\n" }.joined()
      let heading = paint(report.bench.title[language], .bold)
      return heading + "\n\n" + Table.figures(of: [report], language).text(language, paint) + "\n" + notes
    }
    let warning = Bilingual(
      zh: "试跑：以上数字没有参考价值。\n", en: "Smoke test: these figures mean little.\n")
    return parts.joined(separator: "\n") + (isQuick ? "\n" + warning[language] : "")
  }
}

extension BenchReport {
  fileprivate func json(_ language: Language) -> JSONValue {
    [
      "bench": .string(bench.rawValue), "figures": .array(figures.map { $0.json(language) }),
      "notes": .array(notes.map { .string($0[language]) }),
    ]
  }
}

extension Figure {
  fileprivate func json(_ language: Language) -> JSONValue {
    [
      "figure": .string(key), "title": .string(title[language]), "value": value.json, "unit": .string(unit.rawValue),
      "reference": reference.map { ["title": .string($0.title[language]), "value": $0.value.json] } ?? .null,
      "ratio": ratio?.json ?? .null, "bound": bound?.json ?? .null, "met": isMet.map { .bool($0) } ?? .null,
    ]
  }

  fileprivate func row(_ language: Language, bench: Bench) -> [Table.Cell] {
    [
      .init(title[language], csv: "\(bench.rawValue).\(key)"),
      .init("\(value.short) \(unit.rawValue)", csv: "\(value)"),
      .init(reference?.title[language] ?? ""),
      .init(reference.map { "\($0.value.short) \(unit.rawValue)" } ?? "", csv: reference.map { "\($0.value)" } ?? ""),
      .init(ratio?.short ?? "", csv: ratio.map { "\($0)" } ?? ""), .init(bound?.text ?? ""), mark,
    ]
  }

  private var mark: Table.Cell {
    switch isMet {
    case true?: Table.Cell("✓", .green, csv: "true")
    case false?: Table.Cell("✗", .red, .bold, csv: "false")
    case nil: Table.Cell("")
    }
  }
}

extension Figure.Bound {
  fileprivate var text: String {
    switch self {
    case .atMost(let limit): "≤ \(limit.short)"
    case .atLeast(let limit): "≥ \(limit.short)"
    }
  }

  fileprivate var json: JSONValue {
    switch self {
    case .atMost(let limit): ["atMost": limit.json]
    case .atLeast(let limit): ["atLeast": limit.json]
    }
  }
}

extension Table {
  fileprivate static func figures(of reports: [BenchReport], _ language: Language) -> Table {
    var table = Table([
      .init("figure", zh: "测量", en: "figure"), .init("value", zh: "数值", en: "value", .right),
      .init("reference", zh: "对照", en: "compared with"), .init("referenceValue", zh: "对照值", en: "its value", .right),
      .init("ratio", zh: "比值", en: "ratio", .right), .init("bound", zh: "要求", en: "bound", .right),
      .init("met", zh: "达标", en: "met"),
    ])
    for report in reports {
      for figure in report.figures { table.add(figure.row(language, bench: report.bench)) }
    }
    return table
  }
}

extension Double {
  /// The number with three significant digits, or all before the point.
  fileprivate var short: String {
    if self == rounded(), abs(self) < 1e6 { return String(Int(self)) }
    let decimals = abs(self) >= 100 ? 0 : abs(self) >= 10 ? 1 : abs(self) >= 1 ? 2 : 3
    return String(format: "%.\(decimals)f", self)
  }

  fileprivate var json: JSONValue { .number((self * 10_000).rounded() / 10_000) }
}
