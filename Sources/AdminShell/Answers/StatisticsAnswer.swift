import Domain
import Program
import RolloutControl

/// `show stats`: counts, nothing about anybody.
struct StatisticsAnswer: Answer {
  let statistics: Statistics

  var json: JSONValue { .object(statistics.rows.map { .init($0.key, JSONValue($0.value)) }) }

  var table: Table {
    var table = Table([.init("what", zh: "统计", en: "what"), .init("count", zh: "数量", en: "count", .right)])
    for row in statistics.rows { table.add([.init(row.label.chosen, csv: row.key), .init("\(row.value)")]) }
    return table
  }
}
