import Program
import RolloutControl
import Text

/// `show timeline`: the extent of each revision, one chart below the other.
struct TimelineResult: CommandResult {
  let points: [TimelinePoint]
  let columns: Int
  let isPage = true

  var json: JSONValue {
    .array(
      points.map { point in
        [
          "revision": JSONValue(point.revision), "effectiveAt": JSONValue(point.effectiveAt),
          "regions": JSONValue(point.regions), "banks": JSONValue(point.banks), "people": JSONValue(point.people),
        ]
      })
  }

  var table: Table {
    Table(
      points,
      [
        Field("revision", zh: "版本", en: "revision", .right) { .init("\($0.revision)") },
        Field("effectiveAt", zh: "生效", en: "effective") {
          .init($0.effectiveAt.short, csv: $0.effectiveAt.description)
        },
        Field("regions", zh: "地区", en: "regions", .right) { .init("\($0.regions)") },
        Field("banks", zh: "银行", en: "banks", .right) { .init("\($0.banks)") },
        Field("people", zh: "人数", en: "people", .right) { .init("\($0.people)") },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    guard let first = points.first, let last = points.last else {
      return Bilingual(zh: "还没有版本", en: "No revisions yet")[language] + "\n"
    }
    let parts: [(Bilingual, KeyPath<TimelinePoint, Int>, Paint.Style)] = [
      (Bilingual(zh: "开放的地区", en: "regions open"), \.regions, .green),
      (Bilingual(zh: "接入的银行", en: "banks connected"), \.banks, .cyan),
      (Bilingual(zh: "覆盖的人数（按现有注册人数和当前地区）", en: "people reached (of those registered now)"), \.people, .yellow),
    ]
    let charts = parts.map { title, value, style in
      let chart = StepChart(points.map { $0[keyPath: value] }, columns: columns)
      return paint(title[language], .bold) + "\n"
        + chart.lines.map { line in
          line.label + " " + paint(line.bars, style) + "\n"
        }.joined()
    }
    return charts.joined(separator: "\n") + axis(first, last, language) + "\n"
  }

  /// The first and the last revision below the ends of the charts, or one below the other if that is too wide.
  private func axis(_ first: TimelinePoint, _ last: TimelinePoint, _ language: Language) -> String {
    let ends = [first, last].map { point in
      let date = String(point.effectiveAt.short.prefix(10))
      return Bilingual(zh: "版本 \(point.revision) · \(date)", en: "revision \(point.revision) · \(date)")[language]
    }
    let gap = columns - ends.reduce(0) { $0 + displayWidth($1) }
    return first == last
      ? ends[0] : gap > 0 ? ends.joined(separator: String(repeating: " ", count: gap)) : ends.joined(separator: "\n")
  }
}
