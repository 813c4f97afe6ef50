import BankLink
import BankSandbox
import Domain
import Foundation
import Migrations
import RolloutControl
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

/// The service on a database of the sixteenth version, migrated: enquiries were rows of their own, with stored
/// identifiers.
final class MigratedService: Sendable {
  /// An enquiry as the earlier program had stored it.
  struct Known: Sendable {
    let query: Int
    let position: Int
    let bank: BankCode
    let id: String
    let consent: String
    let state: EnquiryState
    let owner: String?
  }

  /// A bank's answer as it was kept, sealed.
  struct Kept: Sendable {
    let query: Int
    let enquiry: String
    let sealed: Data
  }

  let shown: EarlierDatabase.Shown
  let known: [Known]
  let kept: [Kept]
  let banks: ScriptedBanks
  let gateway = ScriptedGateway()
  let parts: EngineParts
  private let earlier: EarlierDatabase

  var database: TestDatabase { earlier.database }
  var store: Store { parts.store }
  var clock: SettableClock { database.clock }
  var engine: QueryEngine { QueryEngine(parts) }
  var desk: CardholderDesk { CardholderDesk(parts, requester: TestService.requester) }

  /// `before` is done to the file of before its migration.
  init(before: (MigratedService.File) throws -> Void = { _ in }) throws {
    earlier = try EarlierDatabase(version: 16)
    shown = try EarlierDatabase.shown(version: 16)
    let (database, now) = (earlier.database, try #require(Moment(text: shown.now)))
    database.clock.set(now)
    let file = File(database: database)
    (known, kept) = (try file.enquiries(), try file.answers())
    try before(file)
    #expect(
      try database.initialise(now: now) == .migrated(from: 16, to: file.latest()))
    banks = ScriptedBanks(book: .published, clock: database.clock)
    let checks = ScriptedChecks()
    var settings = WorkSettings()
    settings.callbackURL = "https://chaka.example/callbacks"
    let store = try database.open()
    parts = EngineParts(
      store: store, agreement: "2022-06", banks: banks, identity: checks, face: checks, gateway: gateway,
      random: SeededRandom(seed: 4), passwords: PasswordQueue(cost: .token), settings: settings,
      worker: try WorkerMark(for: store))
  }

  /// The people whose queries were altered in the file.
  static let altered = ["alteredVault", "alteredEnquiry", "alteredQuery"]
  /// The person whose query waits for nothing but its end.
  static let ending = "late"

  func query(_ person: String) throws -> EarlierDatabase.Query {
    try #require(shown.queries.first { $0.person == person })
  }

  func known(_ person: String, _ bank: BankCode) throws -> Known {
    let number = try query(person).number
    return try #require(known.first { $0.query == number && $0.bank == bank })
  }

  /// What the person sees of a query now.
  func view(_ person: String) throws -> QueryView {
    let id = try query(person).query
    return try store.read { try $0.view(of: try #require(try $0.query(id))) }
  }

  func commit(_ edits: RolloutEdit...) throws {
    let session = try OperatorSession(store: store, author: "wang")
    for edit in edits { _ = try session.edit(edit) }
    _ = try session.commit(CommitTerms())
  }

  /// Does what is due. A message that could not be sent before the migration waits for its time.
  func drain() async throws { do { try await engine.drain() } catch is MessagesUnsent {} }

  /// Lets every bank be asked, and the time pass in steps until every deadline.
  func end() async throws {
    try commit(.resume([BankCode("psbc"), BankCode("cib")]))
    let deadline = clock.now.adding(.hours(24))
    for step in [Span.seconds(10), .minutes(1), .minutes(30), .hours(1), .hours(2), .hours(12)] {
      clock.advance(step)
      try await drain()
    }
    clock.set(deadline)
    try await engine.drain()
  }

  /// A bank's own answer to an enquiry.
  func answer(to known: Known) async throws -> BankReply {
    let query = try #require(try store.read { try $0.query(number: known.query) })
    let person = Resident.zhang
    let enquiry = BankEnquiry(
      identifier: known.id,
      consent: Consent(
        identifier: known.consent, bank: known.bank, person: "pseudonym", grantedAt: query.acceptedAt,
        expiresAt: query.dueAt, agreementVersion: query.agreement, verification: [], publicKey: query.publicKey),
      details: PersonalDetails(
        name: try PersonName(person.name), idNumber: try IdentityNumber(person.idNumber),
        phone: try person.phoneNumber()))
    let bank = InProcessBanks(sandbox: Sandbox(book: .published), now: { [clock] in clock.now })
    let replies = try await bank.ask(
      [enquiry], at: BankEndpoint(bank: known.bank, url: "http://127.0.0.1:9"), batch: "B1", callback: nil)
    return try #require(replies[known.id])
  }
}

extension MigratedService {
  /// The file of the database, read and written behind the program's back.
  struct File {
    let database: TestDatabase

    func enquiries() throws -> [Known] {
      try rows("select query, position, bank, id, consent, state, owner from enquiries order by query, position") {
        Known(
          query: $0.int(0), position: $0.int(1), bank: BankCode($0.text(2)), id: $0.text(3), consent: $0.text(4),
          state: try #require(EnquiryState(rawValue: $0.text(5))), owner: $0.optionalText(6))
      }
    }

    func answers() throws -> [Kept] {
      let tables = try rows("select day from vaults order by day") {
        SealedTable.vault(of: CalendarDay(number: $0.int(0)))
      }
      return try tables.flatMap { table in
        try rows("select query, enquiry, sealed from \(table.name) where position >= 0") {
          Kept(query: $0.int(0), enquiry: $0.text(1), sealed: $0.blob(2))
        }
      }
    }

    /// The names of all tables and indices.
    func names() throws -> [String] { try rows("select name from sqlite_master") { $0.text(0) } }

    func tamper(_ statements: String...) throws { try database.tamper(statements) }

    func latest() throws -> Int { try Migration.all(for: .sqlite).count }

    func rows<Row>(_ statement: String, _ read: @escaping (any SQLRow) throws -> Row) throws -> [Row] {
      try SQLiteDatabase(path: database.path, creating: false).read { try $0.all(statement, read: read) }
    }
  }

  var file: File { File(database: database) }
}
