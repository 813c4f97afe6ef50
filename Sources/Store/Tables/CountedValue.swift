/// Counts that stand in the file unsealed. A count that no program of ours can have written counts as 0, so that it
/// cannot make a sum overflow.
enum CountedValue {
  /// The largest count of one row.
  private static let most = 1_000_000_000

  /// The SQL expression of a column's valid value.
  static func sound(_ column: String) -> String {
    "case when typeof(\(column)) = 'integer' and \(column) between 0 and \(most) then \(column) else 0 end"
  }

  static func isForeign(_ column: String, in table: String, _ sql: any SQLSession) throws -> Bool {
    try sql.first(
      "select 1 from \(table) not indexed where \(column) < 0 or \(column) > \(most) limit 1", read: { _ in true })
      ?? false
  }
}
