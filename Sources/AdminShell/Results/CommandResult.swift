import Program
import Text

/// The result of a command, in every form it can be asked for.
protocol CommandResult {
  /// The shape (docs/contract.md, "JSON shapes").
  var json: JSONValue { get }
  /// What CSV is made of, and what people see where there is nothing better.
  var table: Table { get }
  func text(_ language: Language, _ paint: Paint) -> String
  /// Whether people are shown a page, of which lines are matched and counted, and no table.
  var isPage: Bool { get }
}

extension CommandResult {
  var isPage: Bool { false }

  func text(_ language: Language, _ paint: Paint) -> String {
    table.withoutEmptyColumns.text(language, paint)
  }
}

extension Table {
  /// For people, who need not read columns in which nothing stands.
  var withoutEmptyColumns: Table {
    let kept = columns.indices.filter { column in rows.contains { !$0[column].text.isEmpty } || rows.isEmpty }
    var table = Table(kept.map { columns[$0] })
    for row in rows { table.add(kept.map { row[$0] }) }
    return table
  }
}

/// What a command came to.
struct Reply {
  var result: (any CommandResult)?
  /// Said beside the result, to people.
  var notes: [Bilingual] = []
  /// Said on a terminal only.
  var confirmation: Bilingual?
  /// Other than `done` for what found a difference, or something wrong, and said so in its answer.
  var status = ExitStatus.done
  var isQuitting = false
}
