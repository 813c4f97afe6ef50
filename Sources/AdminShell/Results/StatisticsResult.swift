import Program
import RolloutControl
import Text

/// `show stats`: counts, nothing about single people.
struct StatisticsResult: CommandResult {
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
    Table(
      statistics.rows,
      [
        Field("what", zh: "统计", en: "item") { .init($0.label.chosen, csv: $0.key) },
        Field("count", zh: "数量", en: "count", .right) { .init("\($0.value)") },
      ])
  }
}
