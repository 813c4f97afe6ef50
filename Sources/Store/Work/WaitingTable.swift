import Domain

/// What waits for a bank that cannot be asked soon, by bank, in order: it costs neither memory nor a look at its query.
///
/// Enquiries to be asked and answers to be fetched stand in two lines, as a bank that is suspended is sent the latter
/// only. No row is bound: a row decides only when a bank is asked, and an enquiry itself says whether it is put aside.
extension Transaction {
  /// Puts an enquiry aside until its bank can be asked.
  public func putAside(_ enquiry: inout EnquiryRecord) throws {
    enquiry.isAside = true
    enquiry.isClaimed = false
    try sql.execute(
      "insert into waiting (bank, fetches, since, query) values ($1, $2, $3, $4) on conflict do nothing",
      key(of: enquiry))
  }

  /// Takes an enquiry out of its line.
  public func takeBack(_ enquiry: EnquiryRecord) throws {
    try sql.execute(
      "delete from waiting where bank = $1 and fetches = $2 and since = $3 and query = $4", key(of: enquiry))
  }

  private func key(of enquiry: EnquiryRecord) -> [SQLValue] {
    [
      .text(enquiry.bank.text), .int(enquiry.machine.state == .acknowledged ? 1 : 0),
      .integer(enquiry.machine.nextAt.milliseconds), .int(enquiry.query),
    ]
  }

  /// One entry of a bank's line.
  public struct Waiting: Sendable, Equatable {
    public let query: Int
    let fetches: Int
    let since: Int64
  }

  /// The first of a bank's line: those that have waited longest, then by query; with `fetchesOnly` answers to be
  /// fetched.
  public func waiting(at bank: BankCode, fetchesOnly: Bool, limit: Int) throws -> [Waiting] {
    let lines = try (fetchesOnly ? [1] : [0, 1]).map { fetches in
      try sql.all(
        """
        select query, fetches, since from waiting where bank = $1 and fetches = $2 order by since, query limit $3
        """,
        .text(bank.text), .int(fetches), .int(limit)
      ) { Waiting(query: $0.int(0), fetches: $0.int(1), since: $0.integer(2)) }
    }
    return Array(lines.joined().sorted { ($0.since, $0.query) < ($1.since, $1.query) }.prefix(limit))
  }

  /// Forgets an entry that nothing is behind.
  public func forget(_ waiting: Waiting, at bank: BankCode) throws {
    try sql.execute(
      "delete from waiting where bank = $1 and fetches = $2 and since = $3 and query = $4", .text(bank.text),
      .int(waiting.fetches), .integer(waiting.since), .int(waiting.query))
  }

  public func hasWaiting(at bank: BankCode) throws -> Bool {
    try sql.first("select 1 from waiting where bank = $1 limit 1", .text(bank.text), read: { _ in true }) ?? false
  }

  /// The banks for which something waits, and the time since which the first of it has: two looks into the index for
  /// each bank, however much waits there.
  public func banksWaitedFor() throws -> [(bank: BankCode, since: Moment)] {
    var banks: [(bank: BankCode, since: Moment)] = []
    var last = SQLValue.text("")
    while let next = try sql.first(
      "select bank from waiting where bank > $1 order by bank limit 1", last, read: { $0.value(0) })
    {
      last = next
      // A value that is no text was not written by a program of ours: its query ends at the deadline.
      guard case .text(let text) = next else { continue }
      let bank = BankCode(text)
      let since = try [0, 1].compactMap { fetches in
        try sql.first(
          "select since from waiting where bank = $1 and fetches = $2 order by since limit 1", .text(text),
          .int(fetches), read: { Moment(unbound: $0.integer(0)) })
      }.min()
      if let since { banks.append((bank, since)) }
    }
    return banks
  }
}
