/// Endings and messages that were put off because of a fault on our own side.
extension Transaction {
  /// Whether the end of a query waits for its key, to be tried again later.
  public func isAnyEndHeld() throws -> Bool {
    try sql.first(
      "select 1 from queries where conclude_at > $1 limit 1", .integer(now.milliseconds), read: { _ in true }) ?? false
  }

  /// Makes the ends due now that wait for their keys.
  public func hastenEnds() throws {
    let now = SQLValue.integer(now.milliseconds)
    try sql.execute("update queries set conclude_at = $1 where conclude_at > $1", now)
  }

  /// The number of SMS that were tried and could not be sent yet.
  public func unsentMessageCount() throws -> Int {
    try sql.first("select count(*) from outbox where attempts > 0", read: { $0.int(0) }) ?? 0
  }
}
