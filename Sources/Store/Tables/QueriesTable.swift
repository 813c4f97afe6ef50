import Domain
import Foundation
import Sealing

/// A query as stored.
public struct QueryRecord: Sendable, Equatable {
  /// The order of acceptance; 0 until it is stored.
  public let number: Int
  public let id: String
  public let person: String
  /// The revision that let it in (rule 1).
  public let revision: Int
  public let region: RegionCode
  public let channel: Channel
  /// The version of the agreement the person accepted.
  public let agreement: String
  /// The chosen banks, in the order chosen.
  public let banks: [BankCode]
  /// The key that banks seal their answers to: X25519.
  public let publicKey: Data
  public let acceptedAt: Moment
  public let machine: QueryMachine
  /// The day of expiry whose vault holds key and answers.
  public let vaultDay: CalendarDay
  /// The outcome of each bank's enquiry; empty while the query is open.
  public let outcomes: [QueryOutcome]
  /// The version of the key that its enquiries' identifiers are derived with; nil for a query from before, whose
  /// identifiers are stored.
  public let identifierKey: Int?
  /// Whether the row is not as this program wrote it. Such a query reads as one that failed for that reason.
  public let isAltered: Bool

  public init(
    number: Int = 0, id: String, person: String, revision: Int, region: RegionCode, channel: Channel, agreement: String,
    banks: [BankCode], publicKey: Data, acceptedAt: Moment, machine: QueryMachine, vaultDay: CalendarDay,
    outcomes: [QueryOutcome] = [], identifierKey: Int? = EnquiryIdentifiers.currentVersion, isAltered: Bool = false
  ) {
    self.number = number
    self.id = id
    self.person = person
    self.revision = revision
    self.region = region
    self.channel = channel
    self.agreement = agreement
    self.banks = banks
    self.publicKey = publicKey
    self.acceptedAt = acceptedAt
    self.machine = machine
    self.vaultDay = vaultDay
    self.outcomes = outcomes
    self.identifierKey = identifierKey
    self.isAltered = isAltered
  }

  /// The same query under the number that it is stored by.
  func numbered(_ number: Int) -> QueryRecord {
    QueryRecord(
      number: number, id: id, person: person, revision: revision, region: region, channel: channel,
      agreement: agreement, banks: banks, publicKey: publicKey, acceptedAt: acceptedAt, machine: machine,
      vaultDay: vaultDay, outcomes: outcomes, identifierKey: identifierKey, isAltered: isAltered)
  }

  public var state: QueryState { machine.state }
  public var dueAt: Moment { machine.dueAt }
}

extension Transaction {
  private static let queryColumns = SealedTable.queries.selection
  private static let ending = SealedTable.queries.update(
    of: ["state", "reason", "generated_at", "expires_at", "vault_day", "outcomes"])
  private static let moving = SealedTable.queries.update(of: ["state"])

  /// Stores a new query and gives it with its number.
  public func insert(_ query: QueryRecord) throws -> QueryRecord {
    let stored = query.numbered(try nextNumber(in: .queries))
    try insert([.int(stored.number)] + Self.values(of: stored), into: .queries)
    return stored
  }

  /// Writes all columns of a query anew, whatever the row holds.
  func replace(_ query: QueryRecord) throws {
    try sql.execute("delete from queries where number = $1", .int(query.number))
    try insert([.int(query.number)] + Self.values(of: query), into: .queries)
  }

  /// The values of the bound columns but the number.
  private static func values(of query: QueryRecord) -> [SQLValue] {
    let machine = query.machine
    return [
      .text(query.id), .text(query.person), .text(query.state.rawValue), .optional(machine.reason),
      .int(query.revision), .text(query.region.text), .text(query.channel.rawValue), .text(query.agreement),
      .text(query.banks.map(\.text).joined(separator: " ")),
      query.outcomes.isEmpty ? .null : .text(text(of: query.outcomes)), .blob(query.publicKey),
      .int(query.vaultDay.number), .integer(query.acceptedAt.milliseconds), .integer(query.dueAt.milliseconds),
      .optional(machine.generatedAt?.milliseconds), .optional(machine.expiresAt?.milliseconds),
      .optional(query.identifierKey.map(Int64.init)),
    ]
  }

  public func query(_ id: String) throws -> QueryRecord? {
    try sql.first("select \(Self.queryColumns) from queries where id = $1", .text(id), read: readQuery)
  }

  public func query(number: Int) throws -> QueryRecord? {
    try sql.first("select \(Self.queryColumns) from queries where number = $1", .int(number), read: readQuery)
  }

  /// A person's queries, newest first.
  public func queries(of person: String, limit: Int = 1_000) throws -> [QueryRecord] {
    try sql.all(
      "select \(Self.queryColumns) from queries where person = $1 order by number desc limit $2", .text(person),
      .int(limit), read: readQuery)
  }

  /// The time at which the person's latest report was generated.
  public func latestReport(of person: String) throws -> Moment? {
    try sql.first(
      """
      select \(Self.queryColumns) from queries where person = $1 and generated_at is not null
      order by number desc limit 1
      """,
      .text(person), read: readQuery)?.machine.generatedAt
  }

  /// Open queries whose deadline has passed, oldest deadline first, and altered ones with any deadline. `conclude_at`
  /// is not bound: any value puts the end off for a pause at most.
  public func overdueQueries(limit: Int) throws -> [QueryRecord] {
    let due = try queriesToEnd("due_at <= $1", now, limit)
    guard due.count < limit else { return due }
    return try due + queriesToEnd("due_at > $1", now.adding(QueryMachine.deadline), limit - due.count)
  }

  /// Open queries on one side of a time, those that wait for their keys left out: a look into the index.
  private func queriesToEnd(_ condition: String, _ moment: Moment, _ limit: Int) throws -> [QueryRecord] {
    try sql.all(
      """
      select \(Self.queryColumns) from queries
      where state in ('accepted', 'collecting') and \(condition)
        and (conclude_at is null or conclude_at <= $2 or conclude_at > $3)
      order by due_at, number limit $4
      """,
      .integer(moment.milliseconds), .integer(now.milliseconds), .integer(now.adding(Self.endingPause).milliseconds),
      .int(limit), read: readQuery
    ).filter { $0.isAltered || $0.dueAt <= now }
  }

  /// The pause until a query that waits for its key is tried again: no valid `conclude_at` lies further ahead.
  static let endingPause = Span.seconds(5)

  /// The queries with a vault: open ones, and reports whose term has not ended.
  func keptQueries() throws -> [QueryRecord] {
    try sql.all(
      """
      select \(Self.queryColumns) from queries
      where state in ('accepted', 'collecting') or state = 'reported' and expires_at > $1
      """,
      .integer(now.milliseconds), read: readQuery)
  }

  /// Open queries whose end is to be tried again now, longest waiting first. This column does not decide whether a
  /// query ends then.
  public func queriesWaitingToEnd(limit: Int) throws -> [QueryRecord] {
    try sql.all(
      """
      select \(Self.queryColumns) from queries
      where state in ('accepted', 'collecting') and (conclude_at <= $1 or conclude_at > $2)
      order by conclude_at, number limit $3
      """,
      .integer(now.milliseconds), .integer(now.adding(Self.endingPause).milliseconds), .int(limit), read: readQuery)
  }

  /// The open query that waits longest for its key, due or not.
  public func firstQueryWaitingToEnd() throws -> QueryRecord? {
    try sql.first(
      """
      select \(Self.queryColumns) from queries
      where state in ('accepted', 'collecting') and conclude_at is not null order by conclude_at limit 1
      """,
      read: readQuery)
  }

  /// Notes that a query's end is tried again after a pause.
  public func postponeEnding(of number: Int) throws {
    try setEndingPause(of: number, now.adding(Self.endingPause))
  }

  public func endPostponement(of number: Int) throws { try setEndingPause(of: number, nil) }

  private func setEndingPause(of number: Int, _ moment: Moment?) throws {
    try sql.execute(
      "update queries set conclude_at = $1 where number = $2", .optional(moment?.milliseconds), .int(number))
  }

  /// Stores a query's state and the outcomes of its enquiries.
  ///
  /// The query is one that this transaction has read.
  public func update(
    _ query: QueryRecord, machine: QueryMachine, vaultDay: CalendarDay, outcomes: [QueryOutcome]
  ) throws {
    guard !query.isAltered else { throw RecordFault.altered(.query) }
    let ended = QueryRecord(
      number: query.number, id: query.id, person: query.person, revision: query.revision, region: query.region,
      channel: query.channel, agreement: query.agreement, banks: query.banks, publicKey: query.publicKey,
      acceptedAt: query.acceptedAt, machine: machine, vaultDay: vaultDay, outcomes: outcomes,
      identifierKey: query.identifierKey)
    try write([.int(query.number)] + Self.values(of: ended), Self.ending)
    try sql.execute(
      "update queries set conclude_at = null where number = $1 and conclude_at is not null", .int(query.number))
  }

  /// Notes that a bank has been asked. The query is one that this transaction has read.
  public func markAsked(_ query: QueryRecord) throws { try move(query, by: .asked) }

  /// Marks the reports whose term has ended as expired. An altered one fails.
  public func markExpired() throws {
    let ended = try sql.all(
      "select \(Self.queryColumns) from queries where (\(Self.states(before: .term))) and expires_at <= $1",
      .integer(now.milliseconds), read: readQuery)
    for query in ended {
      if query.isAltered {
        try endAltered(query.number)
      } else {
        try move(query, by: .term)
      }
    }
  }

  /// Gives an event to a query's machine and writes the new state; writes nothing if the state stays the same.
  private func move(_ query: QueryRecord, by event: QueryMachine.Event) throws {
    var machine = query.machine
    _ = machine.handle(event, at: now)
    guard machine != query.machine else { return }
    var values = [.int(query.number)] + Self.values(of: query)
    values[SealedTable.queries.place("state")] = .text(machine.state.rawValue)
    try write(values, Self.moving)
  }

  /// The SQL condition of the states that the machine moves by an event, such as `state = 'reported'`.
  private static func states(before event: QueryMachine.Event) -> String {
    QueryMachine.sources(of: event).map { "state = '\($0.rawValue)'" }.joined(separator: " or ")
  }

  public func queriesByState() throws -> [(state: QueryState, count: Int)] {
    let counts = try sql.all("select state, count(*) from queries group by state") { ($0.text(0), $0.int(1)) }
    return QueryState.allCases.map { state in
      (state, counts.first { $0.0 == state.rawValue }?.1 ?? 0)
    }
  }

  /// The outcomes as stored: `icbc answered;abc failed bad_shape`.
  private static func text(of outcomes: [QueryOutcome]) -> String {
    outcomes.map { "\($0.bank) \($0.state.rawValue)\($0.code.map { " " + $0 } ?? "")" }.joined(separator: ";")
  }

  private static func outcomes(_ text: String) throws -> [QueryOutcome] {
    try text.split(separator: ";").map { item in
      let parts = item.split(separator: " ").map(String.init)
      guard parts.count >= 2, let state = EnquiryState(rawValue: parts[1]) else { throw StoreFault.corrupt("queries") }
      return QueryOutcome(bank: BankCode(parts[0]), state: state, code: parts.count > 2 ? parts[2] : nil)
    }
  }

  func readQuery(_ row: any SQLRow) throws -> QueryRecord { try readQuery(row, isTrusted: false) }

  /// A query as read; with `isTrusted` without a look at its seal, for a count that decides nothing.
  func readQuery(_ row: any SQLRow, isTrusted: Bool) throws -> QueryRecord {
    guard isTrusted || isIntact(row, in: .queries) else { return Self.alteredQuery(row) }
    guard let state = QueryState(rawValue: row.text(3)), let channel = Channel(rawValue: row.text(7)) else {
      throw StoreFault.corrupt("queries")
    }
    let machine = QueryMachine(
      state: state, reason: row.optionalText(4), generatedAt: row.optionalInteger(15).map { Moment(milliseconds: $0) },
      expiresAt: row.optionalInteger(16).map { Moment(milliseconds: $0) }, dueAt: Moment(milliseconds: row.integer(14)))
    return QueryRecord(
      number: row.int(0), id: row.text(1), person: row.text(2), revision: row.int(5), region: RegionCode(row.text(6)),
      channel: channel, agreement: row.text(8), banks: row.text(9).split(separator: " ").map { BankCode(String($0)) },
      publicKey: row.blob(11), acceptedAt: Moment(milliseconds: row.integer(13)), machine: machine,
      vaultDay: CalendarDay(number: row.int(12)), outcomes: try Self.outcomes(row.optionalText(10) ?? ""),
      identifierKey: row.optionalInteger(17).map { Int($0) })
  }

  /// An altered query with the keys by which it is found and its time of acceptance; its other columns are not used.
  private static func alteredQuery(_ row: any SQLRow) -> QueryRecord {
    let accepted = Moment(milliseconds: min(max(0, row.integer(13)), Moment.distantFuture.milliseconds))
    return QueryRecord(
      number: row.int(0), id: row.text(1), person: row.text(2), revision: 0, region: RegionCode(""), channel: .app,
      agreement: "", banks: [], publicKey: Data(), acceptedAt: accepted,
      machine: QueryMachine(
        state: .failed, reason: QueryMachine.alteredReason, generatedAt: nil, expiresAt: nil, dueAt: accepted),
      vaultDay: accepted.day, outcomes: [], isAltered: true)
  }
}
