import Domain

/// Reading of the enquiries that wait to be asked.
extension Transaction {
  /// The queue of each bank at which an enquiry waits, by bank.
  public func queues(_ gate: Gate) throws -> [BankQueue] {
    try sql.all(
      """
      select bank, count(*), min(next_at) from enquiries
      where state in ('queued', 'sent', 'acknowledged') and next_at <= $1 group by bank order by bank
      """,
      .integer(now.milliseconds)
    ) { (bank: BankCode($0.text(0)), waiting: $0.int(1), oldest: Moment(unbound: $0.integer(2))) }
    .map { row in
      BankQueue(
        bank: row.bank, waiting: row.waiting, oldest: row.oldest, perMinute: try askedPerMinute(at: row.bank),
        heldUntil: try currentMaintenance(of: row.bank)?.until,
        isStopped: gate.isServicePaused || gate.standing(of: row.bank) != .connected)
    }
  }

  /// The place of a waiting enquiry in its bank's queue; the first is 1.
  public func place(of enquiry: EnquiryRecord) throws -> Int {
    let (bank, nextAt) = (SQLValue.text(enquiry.bank.text), SQLValue.integer(enquiry.machine.nextAt.milliseconds))
    let before = try sql.first(
      """
      select count(*) from enquiries
      where bank = $1 and state in ('queued', 'sent', 'acknowledged') and next_at < $2
      """, bank, nextAt, read: { $0.int(0) })
    let beside = try sql.first(
      """
      select count(*) from enquiries
      where bank = $1 and state in ('queued', 'sent', 'acknowledged') and next_at = $2 and query < $3
      """, bank, nextAt, .int(enquiry.query), read: { $0.int(0) })
    return (before ?? 0) + (beside ?? 0) + 1
  }

  /// The number of queries with a waiting enquiry, and the time since which the oldest waits.
  public func waitingQueries() throws -> (count: Int, oldest: Moment?) {
    try sql.first(
      """
      select count(distinct query), min(next_at) from enquiries
      where state in ('queued', 'sent', 'acknowledged') and next_at <= $1
      """,
      .integer(now.milliseconds),
      read: { ($0.int(0), $0.optionalInteger(1).map { Moment(unbound: $0) }) }) ?? (0, nil)
  }
}
