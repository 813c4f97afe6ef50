import Domain
import Foundation
import Migrations
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("A database of an earlier version")
struct EarlierVersionTests {
  private let database: TestDatabase

  private let now = Moment(text: "2022-06-09T11:30:00") ?? .distantFuture

  init() throws {
    database = try EarlierDatabase(version: 6).database
    database.clock.set(now)
  }

  @discardableResult
  private func initialise() throws -> Initialisation { try database.initialise(now: now) }

  @Test("is migrated, sealed and whole, and its records have their MACs")
  func migrated() throws {
    #expect(fault { try database.open() } == "database_outdated")
    #expect(try initialise() == .migrated(from: 6, to: Migration.all(for: .sqlite).count))
    let store = try database.open()
    #expect(try store.verifyAudit().isIntact)
    #expect(try store.runningRevision().number == 5)
    #expect(try store.read { try $0.operators() }.map(\.name) == ["li", "root"])
    #expect(try store.edit(.openChannels([.web])).number == 6)
    #expect(try database.open().verifyAudit().isIntact)
    #expect(try initialise() == .upToDate)
  }

  @Test("has the network's keys that it had, from then on bound to its secret, at the latest time written")
  func networkKeys() throws {
    let key = SigningKey()
    let path = database.location.secrets + "/network.keys"
    try SecretFile.write(
      Data("chaka-network-keys 1\n\(key.rawRepresentation.base64EncodedString()) 1654740000000 -\n".utf8), to: path,
      replacing: false)
    try initialise()
    let store = try database.open()
    #expect(try store.networkKeys.signing(now: now).keyId == key.keyId)
    #expect(String(decoding: try SecretFile.read(path), as: UTF8.self).hasPrefix("chaka-network-keys 2\n"))
    let records = try store.read { try $0.auditRecords(last: nil) }.filter { $0.action == "bind" }
    #expect(records.map { $0.detail["keyId"] } == [.string(key.keyId)])
    #expect(try store.read { try $0.recordedNetworkKey() } == RecordedNetworkKey(latest: key.keyId, isBound: true))
    #expect(try store.verifyAudit().isIntact)
  }

  private static let alterations = [
    "update audit set author = 'mallory' where sequence = 4", "delete from audit where sequence = 16",
    "insert into operators values ('mallory', 'administrator', 0, 'mallory')", "update running set revision = 1",
    "delete from closures", "update population set count = 9", "update unconfirmed set state = 'waiting'",
    "create trigger late before update on queries begin select 1; end", "delete from rollout_changes",
  ]

  @Test("is not sealed where it is not whole, and serves nobody", arguments: alterations)
  func altered(statement: String) throws {
    try database.tamper(statement)
    let code = fault { try initialise() }
    #expect(["database_not_sealable", "schema_altered", "database_older"].contains(code))
    #expect(fault { try database.open() } != nil)
  }

  @Test("is not sealed without its head beside the secrets")
  func withoutHead() throws {
    try FileManager.default.removeItem(atPath: try database.secretFile("audit-head"))
    #expect(fault { try initialise() } == "database_older")
  }

  @Test(
    "is not sealed under a name that the secrets do not know, whatever of the chain it brings along",
    arguments: [
      "update meta set value = '0123456789abcdef0123456789abcdef' where name = 'instance'",
      "delete from meta where name = 'instance'", "delete from meta",
    ], [[], ["delete from audit", "delete from revisions", "delete from operators", "delete from running"]])
  func madeUp(name: String, emptied: [String]) throws {
    for statement in [name] + emptied { try database.tamper(statement) }
    #expect(fault { try initialise() } != nil)
    #expect(fault { try database.open() } != nil)
    let sealed = try database.connection().read { session in
      try session.all("select name from sqlite_master where name = 'authority'") { $0.text(0) }
    }
    #expect(sealed.isEmpty)
  }

  @Test("is sealed once: who takes the seals away gets no others")
  func once() throws {
    try initialise()
    try database.tamper(
      "delete from authority", "update audit set mac = null", "update clock set mac = null",
      "insert into operators values ('mallory', 'administrator', 0, 'mallory')")
    #expect(fault { try database.open() } != nil)
    #expect(fault { try initialise() } == "authority_altered")
  }
}

@Suite("A database of the version before registrations were noted")
struct RegistrationMigrationTests {
  private let database: TestDatabase
  private let now = Moment(text: "2022-06-09T11:30:00") ?? .distantFuture

  init() throws {
    database = try EarlierDatabase(version: 13).database
    database.clock.set(now)
  }

  @Test("is migrated and whole, its banks are asked where they were, and what is due takes force")
  func migrated() throws {
    #expect(try database.initialise(now: now) == .migrated(from: 13, to: Migration.all(for: .sqlite).count))
    let store = try database.open()
    #expect(try store.verifyAudit().isIntact)
    #expect(try store.read { try $0.endpoint(of: BankCode("icbc")) }?.url == "http://127.0.0.1:9/icbc")
    database.clock.set(now.adding(.days(3)))
    #expect(try store.runningRevision().number == 4)
    #expect(try database.open().verifyAudit().isIntact)
  }

  private static let alterations = [
    "update scheduled set author = 'mallory'", "update approvals set operator = 'mallory'",
    "delete from closures", "delete from running",
  ]

  @Test("is not migrated where what decides was altered", arguments: alterations)
  func altered(statement: String) throws {
    try database.tamper(statement)
    #expect(fault { try database.initialise(now: now) } == "authority_altered")
  }

  @Test("registers no endpoint that is not what the chain says")
  func endpoint() throws {
    try database.tamper("delete from endpoints where bank = 'abc'")
    try database.initialise(now: now)
    let store = try database.open()
    #expect(try store.read { try $0.endpoint(of: BankCode("abc")) }?.isAltered == true)
    #expect(try store.read { try $0.endpoint(of: BankCode("icbc")) }?.isAltered == false)
    #expect(try store.verifyAudit().problem == .endpointAltered("abc"))
  }
}
