import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("A schema that the program did not make")
struct SchemaTests {
  private let database: TestDatabase

  init() throws { database = try TestDatabase.sandbox() }

  private static let alterations: [(String, String)] = [
    ("create trigger grow after insert on persons begin update operators set role = 'administrator'; end", "grow"),
    ("create trigger late before update on queries begin select 1; end", "late"),
    ("create view people as select * from persons", "people"), ("create table notes (text text)", "notes"),
    ("create index more on persons (region)", "more"), ("drop index queries_due", "queries_due"),
    ("drop index audit_object", "audit_object"), ("alter table persons add column note text", "persons"),
    ("drop table nonces", "nonces"), ("create table vault_1 (query bigint)", "vault_1"),
    ("alter table sessions rename to visits", "sessions"),
  ]

  @Test("is refused at opening, and named", arguments: alterations)
  func refused(statement: String, name: String) throws {
    try database.tamper(statement)
    #expect(throws: StoreFault.schemaAltered(name)) { try database.open() }
    #expect(fault { try database.initialise() } == "schema_altered")
  }

  @Test("is refused by a program that runs already, with its next write", arguments: alterations.prefix(6))
  func running(statement: String, name: String) throws {
    let store = try database.open()
    try database.tamper(statement)
    #expect(throws: StoreFault.schemaAltered(name)) { try store.edit(.openChannels([.app])) }
    #expect(try store.verifyAudit().problem == .schemaAltered(name))
  }

  @Test("with a trigger that was there and is gone again lets the program go on")
  func gone() throws {
    let store = try database.open()
    try database.tamper("create trigger late before update on queries begin select 1; end", "drop trigger late")
    #expect(try store.edit(.openChannels([.app])).number == 1)
  }

  private static let trigger =
    "create trigger late after insert on audit begin update operators set role = 'viewer'; end"

  private func schemaVersion() throws -> Int {
    try database.connection().read { try $0.first("pragma schema_version") { $0.int(0) } } ?? 0
  }

  /// Hides the trigger, and sets the schema's version back.
  private func hideTrigger(at version: Int) throws {
    try database.tamper("drop trigger late", "pragma schema_version = \(version)")
  }

  @Test("with a trigger that only the program itself still remembers is read anew before anything is written")
  func remembered() throws {
    try database.tamper(Self.trigger)
    let program = try database.connection()
    let version = try schemaVersion()
    _ = try program.write { try $0.first("select count(*) from operators") { $0.int(0) } }
    try hideTrigger(at: version)
    try program.watchSchema()
    _ = try program.transaction(hook: .none) { session in
      try session.execute("insert into audit values (99, 0, 'a', 'b', 'c', '{}', '', null)")
    }
    let roles = try database.connection().read { try $0.all("select role from operators") { $0.text(0) } }
    #expect(roles == ["administrator"])
  }

  @Test("with a trigger that was met and taken away under its own number is read anew as well")
  func metBefore() throws {
    let store = try database.open()
    try database.tamper(Self.trigger)
    let version = try schemaVersion()
    #expect(throws: StoreFault.schemaAltered("late")) { try store.edit(.openChannels([.app])) }
    try hideTrigger(at: version)
    #expect(try store.edit(.openChannels([.app])).number == 1)
    #expect(try store.read { try $0.operators() }.map(\.role) == [.administrator])
  }

  @Test("holds the vault tables of its days as the program makes them, and no others")
  func vaults() throws {
    let store = try database.open()
    let day = try store.now().day
    try store.write { try $0.prepareVault(of: day) }
    #expect(try database.open().runningRevision().number == 0)
    try database.tamper("create trigger leak after insert on vault_\(day.number) begin select 1; end")
    #expect(fault { try database.open() } == "schema_altered")
  }

  @Test("is refused where a version was written into the file", arguments: [0, 1, 5])
  func version(number: Int) throws {
    try database.tamper("pragma user_version = \(number)")
    #expect(fault { try database.open() } == "database_outdated")
    #expect(fault { try database.initialise() } != nil)
  }

  @Test("of every version is what its migrations make")
  func versions() throws {
    #expect(try Schema.expected(at: 1).count < Schema.expected(at: 6).count)
    #expect(try database.connection().read { try Schema.difference(in: $0) } == nil)
  }

  private static let casts = [
    "update audit set action = cast(action as blob) where sequence = 1",
    "update meta set value = cast(value as blob) where name = 'instance'",
    "update clock set latest = 'x'", "insert into health values ('icbc', 'soon', 'asked', 1)",
    "insert into nonces values (x'00', 1)", "insert into answers values ('CN-SH', 1, 'many', 1)",
    "insert into vaults values (cast('x' as text), 'gone')",
  ]

  @Test("holds values of the kinds of their columns", arguments: casts)
  func kinds(statement: String) throws {
    do { try database.tamper(statement) } catch { return }
    let code = fault {
      let store = try Store.open(
        at: database.location, catalogue: database.catalogue, clock: database.clock, isSettled: false)
      guard try store.verifyAudit().isIntact else { throw StoreFault.altered("shown") }
    }
    #expect(code != nil)
  }
}
