import Domain
import Program
import Text

/// A column of a table: its heading, and its cell for a row.
struct Field<Row> {
  let heading: Table.Column
  let cell: (Row) -> Table.Cell

  /// `key` is the heading in CSV, which is the same in both languages.
  init(
    _ key: String, zh: String, en: String, _ alignment: Table.Column.Alignment = .left,
    _ cell: @escaping (Row) -> Table.Cell
  ) {
    self.init(key, Bilingual(zh: zh, en: en), alignment, cell)
  }

  init(
    _ key: String, _ heading: Bilingual, _ alignment: Table.Column.Alignment = .left,
    _ cell: @escaping (Row) -> Table.Cell
  ) {
    self.heading = Table.Column(key, heading, alignment)
    self.cell = cell
  }
}

extension Table {
  init<Row>(_ rows: [Row], _ columns: [Field<Row>]) {
    self.init(columns.map(\.heading))
    for row in rows { add(columns.map { $0.cell(row) }) }
  }
}

/// A result that is a table, or one row of one. A new table is one declaration of its columns and of the JSON of a row.
struct Listing<Row>: CommandResult {
  let rows: [Row]
  let columns: [Field<Row>]
  /// The text for people in place of a table without rows.
  private let empty: Bilingual?
  /// Whether people are shown empty columns.
  private let keepsEmptyColumns: Bool
  /// The text for people below the table, even if it has no rows.
  private let below: (Language, Paint) -> String
  private let document: () -> JSONValue

  /// `json` is the whole document, by the contract (docs/contract.md, "JSON shapes").
  init(
    _ rows: [Row], _ columns: [Field<Row>], empty: Bilingual? = nil, keepsEmptyColumns: Bool = false,
    below: @escaping (Language, Paint) -> String = { _, _ in "" }, json: @escaping () -> JSONValue
  ) {
    self.rows = rows
    self.columns = columns
    self.empty = empty
    self.keepsEmptyColumns = keepsEmptyColumns
    self.below = below
    document = json
  }

  /// `each` is the JSON of a row; the document is their list.
  init(
    _ rows: [Row], _ columns: [Field<Row>], empty: Bilingual? = nil, keepsEmptyColumns: Bool = false,
    below: @escaping (Language, Paint) -> String = { _, _ in "" }, each: @escaping (Row) -> JSONValue
  ) {
    self.init(rows, columns, empty: empty, keepsEmptyColumns: keepsEmptyColumns, below: below) {
      .array(rows.map(each))
    }
  }

  var json: JSONValue { document() }
  var table: Table { Table(rows, columns) }

  func text(_ language: Language, _ paint: Paint) -> String {
    if let empty, rows.isEmpty { return empty[language] + "\n" + below(language, paint) }
    let shown = keepsEmptyColumns ? table : table.withoutEmptyColumns
    return shown.text(language, paint) + below(language, paint)
  }
}
