import Domain
import Foundation
import Migrations
import Sealing
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

/// A database of the time before rows were sealed: the first six migrations, with a report and open queries.
@Suite("A database of before rows were sealed")
struct OlderDatabaseTests {
  private let scene: AlteredScene
  private let folder: OlderFolder

  init() async throws {
    scene = try await AlteredScene.shared.value
    folder = try OlderFolder(of: scene.service.location)
  }

  private func initialise() throws -> Initialisation {
    try Store.initialise(
      at: folder.location, sandbox: true, author: "root", catalogue: scene.service.store.registry,
      pretendedNow: scene.service.clock.now)
  }

  private func open() throws -> EngineParts {
    let parts = scene.service.parts
    return EngineParts(
      store: try Store.open(
        at: folder.location, catalogue: parts.store.registry, clock: SettableClock(scene.service.clock.now)),
      agreement: parts.agreement, banks: ScriptedBanks(book: .published, clock: scene.service.clock),
      identity: parts.identity, face: parts.face, gateway: ScriptedGateway(), random: SeededRandom(seed: 3),
      passwords: parts.passwords, settings: parts.settings)
  }

  @Test("is opened once it is migrated, its queries go on, and its reports open")
  func migrated() async throws {
    #expect(fault { try open() } == "database_outdated")
    let steps = try Migration.all(for: .sqlite).count
    #expect(try initialise() == .migrated(from: 6, to: steps))
    let parts = try open()
    #expect(try parts.store.read { try $0.problemOfRows() } == nil)
    let desk = CardholderDesk(parts, requester: TestService.requester)
    #expect(try await desk.report(scene.zhang, query: nil, password: "482913").complete)
    try await QueryEngine(parts).drain()
    #expect(try parts.store.read { try $0.query(number: scene.li.query) }?.state == .reported)
    #expect(try parts.store.read { try $0.problemOfRows() } == nil)
    #expect(try initialise() == .upToDate)
  }

  @Test("passes no unsealed row off as an old one afterwards")
  func unsealedLater() async throws {
    _ = try initialise()
    try folder.run("update queries set public_key = zeroblob(32), seal = null where number = 2")
    #expect(try open().store.read { try $0.problemOfRows() } == .recordsAltered(.query))
  }

  @Test("is not what a sealed one becomes by taking the seals away and saying the version of before")
  func pretended() async throws {
    _ = try initialise()
    _ = try open()
    try folder.makeOlder()
    try folder.run("update queries set public_key = zeroblob(32) where number = 2")
    #expect(fault { try initialise() } == "database_older")
    #expect(fault { try open() } == "database_outdated")
  }

  @Test(
    "is not sealed where the secrets do not know its audit chain",
    arguments: [
      "update meta set value = 'ffffffffffffffffffffffffffffffff' where name = 'instance'",
      "update audit set hash = 'x' where sequence = (select max(sequence) from audit)",
    ])
  func otherChain(_ statement: String) async throws {
    try folder.run(statement)
    #expect(fault { try initialise() } == "database_older")
  }
}

/// A copy of a service's folder whose database has the older schema.
private final class OlderFolder: Sendable {
  let location: StoreLocation
  private let own: TemporaryFolder
  private var path: String { own.path(of: "older") }

  init(of original: StoreLocation) throws {
    own = try TemporaryFolder()
    let path = own.path(of: "older")
    let folder = URL(fileURLWithPath: original.path).deletingLastPathComponent().path
    try FileManager.default.copyItem(atPath: folder, toPath: path)
    try? FileManager.default.removeItem(atPath: path + "/chaka.sqlite-shm")
    location = StoreLocation(path: path + "/chaka.sqlite", secrets: path + "/secrets")
    let names = try FileManager.default.contentsOfDirectory(atPath: location.secrets)
    for name in names where name.hasPrefix("rows-sealed") {
      try FileManager.default.removeItem(atPath: location.secrets + "/" + name)
    }
    try writeOlderHead()
    try makeOlder()
  }

  /// Writes the head beside the secrets in the form of before records had a MAC of their own.
  private func writeOlderHead() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: location.secrets)
    let name = try #require(names.first { $0.hasPrefix("audit-head-") && !$0.hasSuffix(".lock") })
    let file = location.secrets + "/" + name
    let parts = String(decoding: try SecretFile.read(file), as: UTF8.self).split(separator: " ")
    let content = "\(parts[1]) \(parts[2])"
    let signature = try ServerSecret.load(from: location.secrets).hash(content, for: .auditHead).hexadecimal
    try SecretFile.write(Data("\(content) \(signature)\n".utf8), to: file, replacing: true)
  }

  func run(_ statement: String) throws {
    _ = try SQLiteDatabase(path: location.path, creating: false).write { try $0.execute(statement) }
  }

  /// Applies the first six migrations to a new file and fills its tables from the database.
  func makeOlder() throws {
    let older = path + "/older.sqlite"
    try fillOlder(older)
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: location.path + suffix) }
    for suffix in ["", "-wal"] {
      try? FileManager.default.moveItem(atPath: older + suffix, toPath: location.path + suffix)
    }
    try? FileManager.default.removeItem(atPath: older + "-shm")
  }

  private func fillOlder(_ older: String) throws {
    let steps = try Migration.all(for: .sqlite).filter { $0.number <= 6 }
    let database = try SQLiteDatabase(path: older, creating: true)
    try database.apply(steps.map { ($0, Migrator.checksum(of: $0)) }) { _ in }
    try database.write { session in
      try session.execute("attach database '\(location.path)' as newer")
      for vault in try session.all(
        "select name from newer.sqlite_master where name glob 'vault_[0-9]*'", read: { $0.text(0) })
      where !vault.hasSuffix("_query") {
        try session.execute(
          """
          create table \(vault) (query bigint not null, position integer not null, enquiry text not null,
            consent text not null, sealed blob not null)
          """)
        try session.execute("create unique index \(vault)_query on \(vault) (query, position)")
      }
      try fill(session)
      try EarlierRows(session: session, secrets: location.secrets).write()
      try session.execute("detach database newer")
      _ = try session.first("pragma wal_checkpoint(truncate)") { $0.integer(0) }
    }
  }

  private func fill(_ session: SQLiteSession) throws {
    let tables = try session.all("select name from main.sqlite_master where type = 'table'") { $0.text(0) }
    let newer = try session.all("select name from newer.sqlite_master where type = 'table'") { $0.text(0) }
    for table in tables where table != "migrations" && !table.hasPrefix("sqlite_") && !table.hasPrefix("vault_") {
      try session.execute("delete from main.\(table)")
      guard newer.contains(table) else { continue }
      let columns = try session.all("select name from pragma_table_info('\(table)', 'main')") { $0.text(0) }
        .joined(separator: ", ")
      try session.execute("insert into main.\(table) (\(columns)) select \(columns) from newer.\(table)")
    }
  }
}

/// The rows of before of open queries and of vaults, made from those of a newer database that is attached.
private struct EarlierRows {
  let session: SQLiteSession
  let secrets: String

  func write() throws {
    let identifiers = EnquiryIdentifiers(try ServerSecret.load(from: secrets))
    let queries = try session.all(
      "select number, id, banks, accepted_at, due_at, identifier_key from newer.queries order by number", read: query)
    for query in queries {
      try writeEnquiries(of: query, identifiers)
      for day in try days() { try writeVault(of: query, day, identifiers) }
    }
  }

  private func query(_ row: any SQLRow) -> QueryRecord {
    let accepted = Moment(milliseconds: row.integer(3))
    return QueryRecord(
      number: row.int(0), id: row.text(1), person: "", revision: 0, region: .shanghai, channel: .app, agreement: "",
      banks: row.text(2).split(separator: " ").map { BankCode(String($0)) }, publicKey: Data(), acceptedAt: accepted,
      machine: QueryMachine(
        state: .accepted, reason: nil, generatedAt: nil, expiresAt: nil, dueAt: Moment(milliseconds: row.integer(4))),
      vaultDay: accepted.day, identifierKey: row.optionalInteger(5).map { Int($0) })
  }

  private func days() throws -> [String] {
    try session.all("select name from main.sqlite_master where type = 'table' and name glob 'vault_[0-9]*'") {
      $0.text(0)
    }
  }

  private func names(
    _ query: QueryRecord, _ place: Int, _ identifiers: EnquiryIdentifiers
  ) throws -> (enquiry: String, consent: String) {
    if let version = query.identifierKey {
      return (
        identifiers.enquiry(query: query.number, place: place, tag: query.identifierTag, version: version),
        identifiers.consent(query: query.number, place: place, tag: query.identifierTag, version: version)
      )
    }
    let stored = try session.first(
      "select id, consent from newer.named_enquiries where query = $1 and position = $2", .int(query.number),
      .int(place), read: { ($0.text(0), $0.text(1)) })
    return try #require(stored)
  }

  private func writeEnquiries(of query: QueryRecord, _ identifiers: EnquiryIdentifiers) throws {
    let packed = try session.first(
      "select state from newer.work where query = $1", .int(query.number), read: { $0.blob(0) })
    guard let packed else { return }
    for enquiry in try #require(PackedEnquiries.unpack(packed, of: query)) {
      let names = try names(query, enquiry.position, identifiers)
      try session.execute(
        """
        insert into main.enquiries (query, position, bank, id, consent, state, code, attempts, next_at, due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        .int(query.number), .int(enquiry.position), .text(enquiry.bank.text), .text(names.enquiry),
        .text(names.consent), .text(enquiry.machine.state.rawValue), .optional(enquiry.machine.code),
        .int(enquiry.machine.attempts), .integer(enquiry.machine.nextAt.milliseconds),
        .integer(query.dueAt.milliseconds))
    }
  }

  private func writeVault(of query: QueryRecord, _ day: String, _ identifiers: EnquiryIdentifiers) throws {
    let parts = try session.all(
      "select item >> 44, sealed from newer.\(day) where item & \(1 << 44 - 1) = $1 order by item", .int(query.number)
    ) { (part: $0.int(0), sealed: $0.blob(1)) }
    let statement = """
      insert into main.\(day) (query, position, enquiry, consent, sealed) values ($1, $2, $3, $4, $5)
      """
    for (part, sealed) in parts {
      guard part > 0 else {
        try session.execute(statement, .int(query.number), .int(-1), "", "", .blob(sealed))
        continue
      }
      for answer in try #require(PackedAnswers.unpack(sealed)) {
        let stored = answer.names.map { ($0.enquiry, $0.consent) }
        let names = try stored ?? names(query, answer.position, identifiers)
        try session.execute(
          statement, .int(query.number), .int(answer.position), .text(names.0), .text(names.1), .blob(answer.sealed))
      }
    }
  }
}
