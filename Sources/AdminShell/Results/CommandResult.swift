import Program
import Text

/// The result of a command, in every form that can be asked for.
protocol CommandResult {
  /// The JSON (docs/contract.md, "JSON shapes").
  var json: JSONValue { get }
  /// The table for CSV, and for people if there is no better form.
  var table: Table { get }
  func text(_ language: Language, _ paint: Paint) -> String
  /// Whether people are shown a page in place of a table; its lines are matched and counted.
  var isPage: Bool { get }
}

extension CommandResult {
  var isPage: Bool { false }

  func text(_ language: Language, _ paint: Paint) -> String {
    table.withoutEmptyColumns.text(language, paint)
  }
}

extension Table {
  /// The table for people, without columns that are empty.
  var withoutEmptyColumns: Table {
    let kept = columns.indices.filter { column in rows.contains { !$0[column].text.isEmpty } || rows.isEmpty }
    var table = Table(kept.map { columns[$0] })
    for row in rows { table.add(kept.map { row[$0] }) }
    return table
  }
}

/// The reply to a command.
struct Reply {
  var result: (any CommandResult)?
  /// The notes beside the result, for people.
  var notes: [Bilingual] = []
  /// The confirmation, printed on a terminal only.
  var confirmation: Bilingual?
  /// The exit status; other than `done` for a command that found a difference, or a problem, which is in its answer.
  var status = ExitStatus.done
  var isQuitting = false
}
