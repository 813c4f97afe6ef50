import Domain
import Foundation

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
  /// In the order chosen.
  public let banks: [BankCode]
  /// The key banks seal their answers to.
  public let publicKey: Data
  public let acceptedAt: Moment
  public let machine: QueryMachine
  /// The day of expiry whose vault holds key and answers.
  public let vaultDay: CalendarDay
  /// How each bank's enquiry ended; empty while the query is open.
  public let outcomes: [QueryOutcome]

  public init(
    number: Int = 0, id: String, person: String, revision: Int, region: RegionCode, channel: Channel, agreement: String,
    banks: [BankCode], publicKey: Data, acceptedAt: Moment, machine: QueryMachine, vaultDay: CalendarDay,
    outcomes: [QueryOutcome] = []
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
  }

  public var state: QueryState { machine.state }
  public var dueAt: Moment { machine.dueAt }
}

extension Transaction {
  private static let queryColumns = """
    number, id, person, state, reason, revision, region, channel, agreement, banks, outcomes, public_key, vault_day, \
    accepted_at, due_at, generated_at, expires_at
    """

  /// Stores a new query and gives its number.
  public func insert(_ query: QueryRecord) throws -> Int {
    let number = try sql.first(
      """
      insert into queries (id, person, state, revision, region, channel, agreement, banks, public_key, vault_day,
        accepted_at, due_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning number
      """,
      .text(query.id), .text(query.person), .text(query.state.rawValue), .int(query.revision), .text(query.region.text),
      .text(query.channel.rawValue), .text(query.agreement), .text(query.banks.map(\.text).joined(separator: " ")),
      .blob(query.publicKey), .int(query.vaultDay.number), .integer(query.acceptedAt.milliseconds),
      .integer(query.dueAt.milliseconds), read: { $0.int(0) })
    guard let number else { throw StoreFault.corrupt("queries") }
    return number
  }

  public func query(_ id: String) throws -> QueryRecord? {
    try sql.first("select \(Self.queryColumns) from queries where id = $1", .text(id), read: Self.readQuery)
  }

  public func query(number: Int) throws -> QueryRecord? {
    try sql.first("select \(Self.queryColumns) from queries where number = $1", .int(number), read: Self.readQuery)
  }

  /// The day whose vault holds what is kept for a query.
  public func vaultDay(of number: Int) throws -> CalendarDay? {
    try sql.first(
      "select vault_day from queries where number = $1", .int(number), read: { CalendarDay(number: $0.int(0)) })
  }

  /// A person's queries, newest first.
  public func queries(of person: String, limit: Int = 1_000) throws -> [QueryRecord] {
    try sql.all(
      "select \(Self.queryColumns) from queries where person = $1 order by number desc limit $2", .text(person),
      .int(limit), read: Self.readQuery)
  }

  /// When the person's latest report was generated.
  public func latestReport(of person: String) throws -> Moment? {
    try sql.first(
      "select generated_at from queries where person = $1 and generated_at is not null order by number desc limit 1",
      .text(person), read: { Moment(milliseconds: $0.integer(0)) })
  }

  /// Open queries whose deadline has passed, oldest deadline first.
  public func overdueQueries(limit: Int) throws -> [QueryRecord] {
    try sql.all(
      """
      select \(Self.queryColumns) from queries
      where state in ('accepted', 'collecting') and due_at <= $1 and conclude_at is null
      order by due_at, number limit $2
      """,
      .integer(now.milliseconds), .int(limit), read: Self.readQuery)
  }

  /// Queries whose end is to be tried again now, longest waiting first.
  public func waitingConclusions(limit: Int) throws -> [QueryRecord] {
    try sql.all(
      "select \(Self.queryColumns) from queries where conclude_at <= $1 order by conclude_at, number limit $2",
      .integer(now.milliseconds), .int(limit), read: Self.readQuery)
  }

  /// The query that waits longest for its key, due or not.
  public func firstWaitingConclusion() throws -> QueryRecord? {
    try sql.first(
      "select \(Self.queryColumns) from queries where conclude_at is not null order by conclude_at limit 1",
      read: Self.readQuery)
  }

  /// Notes when a query's end is tried again; nil: it does not wait any more.
  public func postponeConclusion(of number: Int, until moment: Moment?) throws {
    try sql.execute(
      "update queries set conclude_at = $1 where number = $2", .optional(moment?.milliseconds), .int(number))
  }

  /// Stores where a query stands now, and how its enquiries ended.
  public func update(
    _ number: Int, machine: QueryMachine, vaultDay: CalendarDay, outcomes: [QueryOutcome]
  ) throws {
    try sql.execute(
      """
      update queries set state = $1, reason = $2, generated_at = $3, expires_at = $4, vault_day = $5, outcomes = $6,
        conclude_at = null
      where number = $7
      """,
      .text(machine.state.rawValue), .optional(machine.reason), .optional(machine.generatedAt?.milliseconds),
      .optional(machine.expiresAt?.milliseconds), .int(vaultDay.number),
      outcomes.isEmpty ? .null : .text(Self.text(of: outcomes)), .int(number))
  }

  /// Marks an accepted query as collecting; no other state changes.
  public func markAsked(_ number: Int) throws {
    try sql.execute(
      "update queries set state = 'collecting' where number = $1 and state = 'accepted'", .int(number))
  }

  /// Marks the reports whose term has ended.
  public func markExpired() throws -> Int {
    try sql.execute(
      "update queries set state = 'expired' where state = 'reported' and expires_at <= $1", .integer(now.milliseconds))
  }

  public func queriesByState() throws -> [(state: QueryState, count: Int)] {
    let counts = try sql.all("select state, count(*) from queries group by state") { ($0.text(0), $0.int(1)) }
    return QueryState.allCases.map { state in
      (state, counts.first { $0.0 == state.rawValue }?.1 ?? 0)
    }
  }

  /// `icbc answered;abc failed bad_shape`
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

  private static func readQuery(_ row: any SQLRow) throws -> QueryRecord {
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
      vaultDay: CalendarDay(number: row.int(12)), outcomes: try outcomes(row.optionalText(10) ?? ""))
  }
}
