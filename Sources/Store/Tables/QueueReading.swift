import Domain

/// Reading of the enquiries that wait to be asked: those put aside for their banks, and those of queries that are to be
/// looked at and nobody has looked at yet.
extension Transaction {
  /// The queue of each bank at which an enquiry waits, by bank.
  public func queues(_ gate: Gate) throws -> [BankQueue] {
    var lines: [BankCode: (waiting: Int, oldest: Moment)] = [:]
    for (bank, _) in try banksWaitedFor() {
      let line = try sql.first(
        "select count(*), min(since) from waiting where bank = $1 and since <= $2", .text(bank.text),
        .integer(now.milliseconds), read: { (waiting: $0.int(0), oldest: Moment(unbound: $0.integer(1))) })
      if let line, line.waiting > 0 { lines[bank] = line }
    }
    try eachDueUnlooked { enquiry in
      let line = lines[enquiry.bank]
      lines[enquiry.bank] = (
        (line?.waiting ?? 0) + 1, min(line?.oldest ?? enquiry.machine.nextAt, enquiry.machine.nextAt)
      )
    }
    return try lines.sorted { $0.key < $1.key }.map { bank, line in
      BankQueue(
        bank: bank, waiting: line.waiting, oldest: line.oldest, perMinute: try askedPerMinute(at: bank),
        heldUntil: try currentMaintenance(of: bank)?.until,
        isStopped: gate.isServicePaused || gate.standing(of: bank) != .connected)
    }
  }

  /// The place of a waiting enquiry in its bank's queue; the first is 1.
  public func place(of enquiry: EnquiryRecord) throws -> Int {
    let (bank, since) = (SQLValue.text(enquiry.bank.text), enquiry.machine.nextAt)
    var before = try sql.first(
      "select count(*) from waiting where bank = $1 and since < $2", bank, .integer(since.milliseconds),
      read: { $0.int(0) })
    before =
      try sql.first(
        "select count(*) + $1 from waiting where bank = $2 and since = $3 and query < $4", .int(before ?? 0), bank,
        .integer(since.milliseconds), .int(enquiry.query), read: { $0.int(0) })
    var unlooked = 0
    try eachDueUnlooked { other in
      guard other.bank == enquiry.bank else { return }
      if (other.machine.nextAt, other.query) < (since, enquiry.query) { unlooked += 1 }
    }
    return (before ?? 0) + unlooked + 1
  }

  /// The number of queries with a waiting enquiry, and the time since which the oldest waits.
  public func waitingQueries() throws -> (count: Int, oldest: Moment?) {
    var oldest: Moment?
    var queries: Set<Int> = []
    try sql.query("select query, since from waiting where since <= $1", [.integer(now.milliseconds)]) { row in
      queries.insert(row.int(0))
      let since = Moment(unbound: row.integer(1))
      oldest = min(oldest ?? since, since)
    }
    try eachDueUnlooked { enquiry in
      queries.insert(enquiry.query)
      oldest = min(oldest ?? enquiry.machine.nextAt, enquiry.machine.nextAt)
    }
    return (queries.count, oldest)
  }

  /// Hands over the enquiries that are due in queries nobody has looked at yet.
  private func eachDueUnlooked(_ take: (EnquiryRecord) -> Void) throws {
    try sql.query(
      """
      select \(SealedTable.queries.selection(as: "q")), w.state, w.owner
      from work w join queries q on q.number = w.query where w.next_at <= $1
      """,
      [.integer(now.milliseconds)]
    ) { row in
      let columns = SealedTable.queries.width
      guard let open = try counted(row), let enquiries = PackedEnquiries.unpack(row.blob(columns), of: open)
      else { return }
      let work = WorkRecord(query: open, enquiries: enquiries, owner: row.optionalText(columns + 1))
      for place in work.duePlaces(at: now) { take(enquiries[place]) }
    }
  }

  /// The open query of a row for counting: its seal is not looked at, as nothing is decided by a count.
  private func counted(_ row: any SQLRow) throws -> QueryRecord? {
    let query = try? readQuery(row, isTrusted: true)
    return query.flatMap { $0.state.isOpen ? $0 : nil }
  }

  /// The queries in flight at each bank that `isAsked`: those whose enquiry there has not ended. Nothing is decided by
  /// this reading, so no seals are looked at.
  public func queriesInFlight(at isAsked: (BankCode) -> Bool) throws -> [BankCode: QueriesInFlight] {
    var found: [BankCode: QueriesInFlight] = [:]
    try sql.query(
      """
      select \(SealedTable.queries.selection(as: "q")), w.state from work w join queries q on q.number = w.query
      """, []
    ) { row in
      guard let open = try counted(row), open.banks.contains(where: isAsked),
        let enquiries = PackedEnquiries.unpack(row.blob(SealedTable.queries.width), of: open)
      else { return }
      for enquiry in enquiries where enquiry.machine.state.isOpen && isAsked(enquiry.bank) {
        if enquiry.machine.state == .acknowledged {
          found[enquiry.bank, default: QueriesInFlight()].acknowledged.append(enquiry.query)
        } else {
          found[enquiry.bank, default: QueriesInFlight()].unasked.append(enquiry.query)
        }
      }
    }
    return found
  }
}
