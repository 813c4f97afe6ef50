/// Counts that stand in the file unsealed. One that no program of ours can have written counts as none, so that it neither
/// ends what adds it up nor grows out of the kind that it is stored as.
enum CountedValue {
  /// More is never counted in one row.
  private static let most = 1_000_000_000

  /// A column's value as it counts.
  static func sound(_ column: String) -> String {
    "case when typeof(\(column)) = 'integer' and \(column) between 0 and \(most) then \(column) else 0 end"
  }

  static func isForeign(_ column: String, in table: String, _ sql: any SQLSession) throws -> Bool {
    try sql.first(
      "select 1 from \(table) not indexed where \(column) < 0 or \(column) > \(most) limit 1", read: { _ in true })
      ?? false
  }
}
