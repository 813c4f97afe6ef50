/// Enquiries, messages and endings that were put off because of a fault on our own side.
extension Transaction {
  private static let heldEnquiries = "next_at > $1 and owner is null and state in ('queued', 'sent', 'acknowledged')"

  /// Whether anything waits for one of these faults to be tried again later.
  public func isAnythingHeld(for codes: [String]) throws -> Bool {
    let now = SQLValue.integer(now.milliseconds)
    if try sql.first("select 1 from queries where conclude_at > $1", now, read: { _ in true }) ?? false { return true }
    return try codes.contains { code in
      try sql.first(
        "select 1 from enquiries where \(Self.heldEnquiries) and code = $2 limit 1", now, .text(code),
        read: { _ in true })
        ?? false
    }
  }

  /// Makes everything due now that waits for one of these faults.
  public func hastenHeld(for codes: [String]) throws {
    let now = SQLValue.integer(now.milliseconds)
    try sql.execute("update queries set conclude_at = $1 where conclude_at > $1", now)
    for code in codes {
      try sql.execute(
        "update enquiries set next_at = $1 where \(Self.heldEnquiries) and code = $2", now, .text(code))
    }
  }

  /// The number of SMS that were tried and could not be sent yet.
  public func unsentMessageCount() throws -> Int {
    try sql.first("select count(*) from outbox where attempts > 0", read: { $0.int(0) }) ?? 0
  }
}
