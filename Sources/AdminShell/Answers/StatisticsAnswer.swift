import Program
import RolloutControl
import Text

/// `show stats`: counts, nothing about anybody.
struct StatisticsAnswer: Answer {
  let statistics: Statistics

  var json: JSONValue {
    .object([
      .init("persons", JSONValue(statistics.persons)),
      .init(
        "personsByRegion",
        .object(statistics.personsByRegion.map { .init($0.region.text, JSONValue($0.count)) })),
      .init("queries", .object(statistics.queriesByState.map { .init($0.state.rawValue, JSONValue($0.count)) })),
      .init("refusals", JSONValue(statistics.refusals)),
      .init("messagesWaiting", JSONValue(statistics.messagesWaiting)),
      .init("revisions", JSONValue(statistics.revisions)),
    ])
  }

  var table: Table {
    var table = Table([.init("what", zh: "统计", en: "what"), .init("count", zh: "数量", en: "count", .right)])
    for row in statistics.rows { table.add([.init(row.label.chosen, csv: row.key), .init("\(row.value)")]) }
    return table
  }
}
