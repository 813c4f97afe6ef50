import Domain
import Foundation
import Text

@testable import Sealing
@testable import Store

/// Reads the database beside the program under test, with a connection of its own.
final class SnapshotReader {
  private let database: SQLiteDatabase

  private let identifiers: EnquiryIdentifiers

  init(_ location: StoreLocation) throws {
    database = try SQLiteDatabase(path: location.path, creating: false)
    identifiers = EnquiryIdentifiers(try ServerSecret.load(from: location.secrets))
  }

  /// Reads a snapshot after a commit at a time. `countingBanks` adds the counts of the banks.
  func read(at time: Moment? = nil, countingBanks: Bool = false) throws -> Snapshot {
    try database.read { session in
      var snapshot = Snapshot()
      try session.query("select latest, keeper from clock", []) { row in
        (snapshot.latest, snapshot.keeper) = (row.moment(0), row.optionalText(1))
      }
      snapshot.running = try session.first("select revision from running") { $0.int(0) } ?? 0
      snapshot.revisions = try session.first("select count(*) from revisions") { $0.int(0) } ?? 0
      snapshot.auditRecords = try session.first("select count(*) from audit") { $0.int(0) } ?? 0
      try readPeople(session, into: &snapshot)
      try readQueries(session, into: &snapshot)
      try readCounts(session, into: &snapshot)
      try readControl(session, into: &snapshot)
      snapshot.overdue = try overdue(session, at: time ?? snapshot.latest)
      if countingBanks { snapshot.bankCounts = try bankCounts(session) }
      return snapshot
    }
  }

  private func readPeople(_ session: SQLiteSession, into snapshot: inout Snapshot) throws {
    snapshot.persons = try session.all(
      """
      select id, phone_hash, region, bucket, moved_at, public_key, password_failures, password_locked_until
      from persons order by id
      """
    ) {
      Snapshot.PersonRow(
        id: $0.text(0), phoneHash: $0.blob(1), region: RegionCode($0.text(2)), bucket: $0.int(3),
        movedAt: $0.optionalMoment(4), publicKey: $0.blob(5), failures: $0.int(6), lockedUntil: $0.optionalMoment(7))
    }
    snapshot.sessions = try session.all(
      "select token_hash, person, expires_at from sessions order by expires_at, token_hash"
    ) {
      Snapshot.SessionRow(tokenHash: $0.blob(0), person: $0.text(1), expiresAt: $0.moment(2))
    }
    snapshot.codes = try session.all(
      """
      select number, phone_hash, purpose, binding, code_hash, sent_at, expires_at, attempts, state, own from codes
      order by number
      """
    ) {
      Snapshot.CodeRow(
        number: $0.int(0), phoneHash: $0.blob(1), purpose: $0.text(2), binding: $0.blob(3), codeHash: $0.blob(4),
        sentAt: $0.moment(5), expiresAt: $0.moment(6), attempts: $0.int(7), state: $0.text(8), isOwn: $0.int(9) == 1)
    }
    snapshot.refusals = try session.all("select id, at, codes, revision, pseudonym from refusals order by number") {
      Snapshot.RefusalRow(
        id: $0.text(0), at: $0.moment(1), codes: $0.words(2), revision: $0.int(3), pseudonym: $0.optionalBlob(4))
    }
  }

  private func readQueries(_ session: SQLiteSession, into snapshot: inout Snapshot) throws {
    snapshot.queries = try session.all(
      """
      select number, id, person, state, reason, revision, region, channel, banks, outcomes, vault_day, accepted_at,
        due_at, generated_at, expires_at from queries order by number
      """, read: Self.query)
    let queries = Dictionary(uniqueKeysWithValues: snapshot.queries.map { ($0.number, $0) })
    let stored = try storedNames(session)
    try session.query("select query, state, next_at, owner from work order by query", []) { row in
      guard let query = queries[row.int(0)] else { return }
      snapshot.enquiries += enquiries(of: query, packed: row.blob(1), stored: stored[query.number])
      snapshot.work.append(
        Snapshot.WorkRow(query: query.number, nextAt: row.optionalMoment(2), owner: row.optionalText(3)))
    }
    snapshot.waiting = try session.all("select bank, fetches, since, query from waiting order by bank, since, query") {
      Snapshot.WaitingRow(bank: BankCode($0.text(0)), isFetch: $0.int(1) == 1, since: $0.moment(2), query: $0.int(3))
    }
    snapshot.outbox = try session.all("select id, attempts, next_at, expires_at from outbox order by number") {
      Snapshot.OutboxRow(id: $0.text(0), attempts: $0.int(1), nextAt: $0.moment(2), expiresAt: $0.moment(3))
    }
    snapshot.vaults = try session.all("select day, state from vaults order by day") {
      Snapshot.VaultRow(day: CalendarDay(number: $0.int(0)), state: $0.text(1))
    }
  }

  private struct Names {
    let enquiry: String
    let consent: String
    let isReadBack: Bool
  }

  /// The stored identifiers of queries from before, by query and place.
  private func storedNames(_ session: SQLiteSession) throws -> [Int: [Int: Names]] {
    var names: [Int: [Int: Names]] = [:]
    try session.query("select query, position, id, consent from named_enquiries", []) { row in
      let (id, consent) = (row.text(2), row.text(3))
      let isDerived = identifiers.read(id) != nil || identifiers.read(consent, as: .consent) != nil
      names[row.int(0), default: [:]][row.int(1)] = Names(enquiry: id, consent: consent, isReadBack: !isDerived)
    }
    return names
  }

  private func derivedNames(ofPlace place: Int, in query: QueryRecord) -> Names {
    let (number, tag, version) = (query.number, query.identifierTag, EnquiryIdentifiers.currentVersion)
    let enquiry = identifiers.enquiry(query: number, place: place, tag: tag, version: version)
    let consent = identifiers.consent(query: number, place: place, tag: tag, version: version)
    let name = EnquiryIdentifiers.Name(query: number, place: place, tag: tag, version: version)
    let isReadBack = identifiers.read(enquiry) == name && identifiers.read(consent, as: .consent) == name
    return Names(enquiry: enquiry, consent: consent, isReadBack: isReadBack)
  }

  private func enquiries(of query: Snapshot.QueryRow, packed: Data, stored: [Int: Names]?) -> [Snapshot.EnquiryRow] {
    let record = QueryRecord(
      number: query.number, id: query.id, person: query.person, revision: query.revision, region: query.region,
      channel: .app, agreement: "", banks: query.banks, publicKey: Data(), acceptedAt: query.acceptedAt,
      machine: QueryMachine(state: .accepted, reason: nil, generatedAt: nil, expiresAt: nil, dueAt: query.dueAt),
      vaultDay: query.vaultDay)
    return (PackedEnquiries.unpack(packed, of: record) ?? []).map { enquiry in
      let names = stored?[enquiry.position] ?? derivedNames(ofPlace: enquiry.position, in: record)
      return Snapshot.EnquiryRow(
        query: query.number, position: enquiry.position, bank: enquiry.bank, id: names.enquiry, consent: names.consent,
        state: enquiry.machine.state.rawValue, attempts: enquiry.machine.attempts, nextAt: enquiry.machine.nextAt,
        isClaimed: enquiry.isClaimed, isAside: enquiry.isAside, isReadBack: names.isReadBack)
    }
  }

  private func readCounts(_ session: SQLiteSession, into snapshot: inout Snapshot) throws {
    let counts = try session.all(
      """
      select region || ' bucket ' || bucket, count from population where count <> 0
      union all select region || ' hundred ' || hundred, count from population_hundreds where count <> 0
      union all select region || ' ended', sum(ended) from answers group by region
      union all select region || ' answered', sum(answered) from answers group by region having sum(answered) > 0
      """
    ) { ($0.text(0), $0.int(1)) }
    snapshot.counts = Dictionary(counts) { $0 + $1 }
  }

  private func readControl(_ session: SQLiteSession, into snapshot: inout Snapshot) throws {
    snapshot.timers = try session.all(
      "select revision, until_at, state, decided_by, restoration from unconfirmed order by revision"
    ) {
      Snapshot.TimerRow(
        revision: $0.int(0), until: $0.moment(1), state: $0.text(2), decidedBy: $0.optionalText(3),
        restoration: $0.optionalInteger(4).map { Int($0) })
    }
    snapshot.requests = try session.all(
      """
      select author, version, state, closed_by, coalesce((select group_concat(operator, ' ') from (select operator
        from approvals where request = requests.number and version = requests.version order by operator)), '')
      from requests order by number
      """
    ) {
      Snapshot.RequestRow(
        author: $0.text(0), version: $0.int(1), state: $0.text(2), closedBy: $0.optionalText(3), approvals: $0.words(4))
    }
    snapshot.reviews = try session.all("select revision, author, signed_by from reviews order by number") {
      Snapshot.ReviewRow(revision: $0.int(0), author: $0.text(1), signedBy: $0.optionalText(2))
    }
    snapshot.roles = Dictionary(
      uniqueKeysWithValues: try session.all("select name, role from operators") { ($0.text(0), $0.text(1)) })
  }

  private func overdue(_ session: SQLiteSession, at time: Moment) throws -> Int {
    try session.first(
      """
      select (select count(*) from scheduled where state = 'pending' and effective_at <= $1)
        + (select count(*) from unconfirmed where state = 'waiting' and until_at <= $1)
      """,
      .integer(time.milliseconds), read: { $0.int(0) }) ?? 0
  }

  private func bankCounts(_ session: SQLiteSession) throws -> [NaiveCount] {
    try session.all("select bank, slot, measure, count from health order by bank, slot, measure") {
      NaiveCount(bank: $0.text(0), slot: $0.moment(1), measure: $0.text(2), count: $0.int(3))
    }
  }

  private static func query(_ row: any SQLRow) -> Snapshot.QueryRow {
    let outcomes = (row.optionalText(9) ?? "").split(separator: ";").map { item in
      let parts = item.split(separator: " ").map(String.init)
      return Snapshot.Outcome(bank: BankCode(parts[0]), state: parts[1])
    }
    return Snapshot.QueryRow(
      number: row.int(0), id: row.text(1), person: row.text(2), state: row.text(3), reason: row.optionalText(4),
      revision: row.int(5), region: RegionCode(row.text(6)), channel: row.text(7),
      banks: row.words(8).map { BankCode($0) }, outcomes: outcomes, vaultDay: CalendarDay(number: row.int(10)),
      acceptedAt: row.moment(11), dueAt: row.moment(12), generatedAt: row.optionalMoment(13),
      expiresAt: row.optionalMoment(14))
  }
}

extension SnapshotReader {
  /// The sealed items kept for a query, by position, the key at -1.
  func vault(of query: Int, in day: CalendarDay) throws -> [(position: Int, sealed: Data)] {
    try database.read { session in
      let exists = try session.first(
        "select 1 from sqlite_master where name = $1", .text("vault_\(day.number)"), read: { _ in true })
      guard exists != nil else { return [] }
      let parts = try session.all(
        "select item >> 44, sealed from vault_\(day.number) where item & \(1 << 44 - 1) = $1 order by item", .int(query)
      ) { (part: $0.int(0), sealed: $0.blob(1)) }
      return parts.flatMap { part, sealed in
        part == 0 ? [(-1, sealed)] : (PackedAnswers.unpack(sealed) ?? []).map { ($0.position, $0.sealed) }
      }
      .sorted { $0.0 < $1.0 }
    }
  }

  /// The rollout of a revision as stored.
  func rollout(_ number: Int) throws -> Rollout? {
    try database.read { session in
      try session.first("select rollout from revisions where number = $1", .int(number)) { row in
        JSONValue(json: row.text(0)).flatMap { Rollout(document: $0) }
      } ?? nil
    }
  }
}

extension SQLRow {
  fileprivate func moment(_ column: Int) -> Moment { Moment(milliseconds: integer(column)) }
  fileprivate func optionalMoment(_ column: Int) -> Moment? { optionalInteger(column).map { Moment(milliseconds: $0) } }
  fileprivate func words(_ column: Int) -> [String] { text(column).split(separator: " ").map(String.init) }
}
