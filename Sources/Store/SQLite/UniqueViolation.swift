import GRDBSQLite

extension UniqueKey {
  /// The key that a statement violated, by the engine's extended code and the columns that its message names; nil for
  /// every other error. SQLite tells the columns nowhere else: `UNIQUE constraint failed: queries.person`, and of an
  /// index over expressions `index 'NAME'`.
  init?(code: Int32, message: String) {
    guard Self.codes.contains(code) else { return nil }
    let columns = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    self = Self.named.first { $0.name == columns } ?? .other(columns)
  }

  /// SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_ROWID.
  private static let codes = [6, 8, 10].map { SQLITE_CONSTRAINT | $0 << 8 }
}
