import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Migrations
@testable import Store

/// What `Database` promises, for every engine. Nothing here names one.
@Suite("An engine")
struct EngineTests {
  private let place: TestDatabase
  private let engine: any Database
  /// The same database as another program has it open.
  private let other: any Database

  init() throws {
    place = try TestDatabase.sandbox()
    engine = try place.location.openDatabase(creating: false)
    other = try place.location.openDatabase(creating: false)
  }

  private struct Refused: Error {}

  private func add(_ name: String, in session: any WriteSession) throws {
    try session.execute("insert into nonces (nonce, until) values ($1, 1)", .text(name))
  }

  private func names(in sql: any Snapshot) throws -> [String] {
    try sql.all("select nonce from nonces order by nonce") { $0.text(0) }
  }

  private func stored() throws -> [String] { try other.snapshot { try names(in: $0) } }

  @Test("shows others a transaction as a whole, once it is committed")
  func commit() throws {
    try engine.transaction(protecting: [.outbox], hook: .none) { session in
      try add("a", in: session)
      try add("b", in: session)
      #expect(try names(in: session) == ["a", "b"])
      #expect(try stored().isEmpty)
    }
    #expect(try stored() == ["a", "b"])
  }

  @Test("keeps nothing of a transaction that throws, or whose hook does before the commit")
  func rollback() throws {
    #expect(throws: Refused.self) {
      try engine.transaction(protecting: [], hook: .none) { session in
        try add("a", in: session)
        throw Refused()
      }
    }
    let hook = CommitHook(before: { throw Refused() }, after: {})
    #expect(throws: Refused.self) { try engine.transaction(protecting: [], hook: hook) { try add("a", in: $0) } }
    #expect(try stored().isEmpty)
  }

  @Test("has committed by the time that the hook after it is called")
  func hook() throws {
    let hook = CommitHook(before: {}, after: { throw Refused() })
    #expect(throws: Refused.self) { try engine.transaction(protecting: [], hook: hook) { try add("a", in: $0) } }
    #expect(try stored() == ["a"])
  }

  @Test("reads one snapshot, whatever is committed meanwhile")
  func snapshot() throws {
    try engine.transaction(protecting: [], hook: .none) { try add("a", in: $0) }
    try other.snapshot { sql in
      #expect(try names(in: sql) == ["a"])
      try engine.transaction(protecting: [], hook: .none) { try add("b", in: $0) }
      #expect(try names(in: sql) == ["a"])
    }
    #expect(try stored() == ["a", "b"])
  }

  @Test("writes nothing while it reads")
  func readOnly() throws {
    #expect(throws: (any Error).self) {
      try engine.snapshot { try $0.execute("insert into nonces (nonce, until) values ('a', 1)") }
    }
    #expect(try stored().isEmpty)
  }

  @Test("knows whether anything was written")
  func written() throws {
    try engine.transaction(protecting: [], hook: .none) { session in
      _ = try names(in: session)
      #expect(!session.wroteSomething)
      try add("a", in: session)
      #expect(session.wroteSomething)
    }
  }

  @Test("undoes a savepoint whose work gives an error, and the transaction where it throws")
  func savepoints() throws {
    let works: [(name: String, error: (any Error)?)] = [("a", nil), ("b", Refused()), ("c", nil)]
    try engine.transaction(protecting: [], hook: .none) { session in
      for (name, error) in works {
        try session.savepoint {
          try add(name, in: session)
          return error
        }
      }
    }
    #expect(try stored() == ["a", "c"])
    #expect(throws: Refused.self) {
      try engine.transaction(protecting: [], hook: .none) { session in
        try add("d", in: session)
        try session.savepoint { throw Refused() }
      }
    }
    #expect(try stored() == ["a", "c"])
  }

  @Test("lets nobody's write be lost, by two programs at once")
  func concurrent() async throws {
    let engines = [engine, other]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for program in engines {
        group.addTask {
          for _ in 0..<20 {
            try program.commit(protecting: [.outbox], hook: .none) { session, _ in
              let count = try session.first("select count(*) from nonces") { $0.int(0) } ?? 0
              try add("\(count)", in: session)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try stored().count == 40)
  }

  @Test("knows the steps of its schema, which were applied, and with which content")
  func schema() throws {
    let steps = try engine.migrations()
    #expect(steps.map(\.number) == Array(1...steps.count))
    #expect(try engine.version() == steps.count)
    let checksums = Dictionary(uniqueKeysWithValues: steps.map { ($0.number, Migrator.checksum(of: $0)) })
    #expect(try engine.appliedChecksums() == checksums)
  }

  @Test("applies a step with the work before and after it, or nothing of it")
  func step() throws {
    let number = try engine.migrations().count + 1
    let step = Migration(number: number, name: "more", sql: "create table more (id integer not null);")
    #expect(throws: Refused.self) {
      try engine.apply([(step, "sum")], after: { _ in }, finishing: { _ in throw Refused() })
    }
    #expect(try engine.version() == number - 1)
    #expect(try engine.snapshot { try $0.tables(startingWith: "more") }.isEmpty)
    try engine.apply(
      [(step, "sum")],
      after: { before in
        let tables = try before.tables(startingWith: "more")
        #expect(tables.isEmpty)
      },
      finishing: { try $0.execute("insert into more (id) values (1)") })
    #expect(try engine.version() == number)
    #expect(try engine.appliedChecksums()[number] == "sum")
    #expect(try engine.snapshot { try $0.tables(startingWith: "more") } == ["more"])
  }

  @Test("finds what its steps did not make, and refuses it from then on")
  func altered() throws {
    let latest = try engine.migrations().count
    try engine.watchSchema()
    #expect(try engine.snapshot { try $0.alteredEntry(at: latest, vaultsAreSealed: true) } == nil)
    _ = try other.transaction(protecting: [], hook: .none) { try $0.execute("create table more (id integer)") }
    #expect(try engine.snapshot { try $0.alteredEntry(at: latest, vaultsAreSealed: true) } == "more")
    #expect(throws: StoreFault.schemaAltered("more")) {
      try engine.transaction(protecting: [], hook: .none) { try add("a", in: $0) }
    }
  }

  @Test("names its tables in order, by how they begin")
  func tables() throws {
    let tables = try engine.snapshot { try $0.tables() }
    #expect(tables == tables.sorted() && tables.contains("persons"))
    let store = try place.open()
    let days = [1, 2].map { store.clock.now.day.adding($0) }
    try store.write { transaction in for day in days { try transaction.prepareVault(of: day) } }
    #expect(try engine.snapshot { try $0.tables(startingWith: "vault_") } == days.map { "vault_\($0.number)" })
    #expect(try engine.snapshot { try $0.tableOfOtherKinds() } == nil)
    #expect(try engine.snapshot { try $0.isStorageWhole() })
  }

  @Test("takes the bytes of what was dropped out of the files, and waits for no reader")
  func truncation() throws {
    try other.snapshot { sql in
      _ = try names(in: sql)
      try engine.transaction(protecting: [], hook: .none) { try add("a", in: $0) }
      #expect(try !engine.truncateLog())
    }
    #expect(try engine.truncateLog())
  }

  @Test("leaves the work of a worker that lives to it")
  func workers() async throws {
    let released = Mutex<[String]>([])
    let mark = try engine.mark(worker: "w1")
    try await other.releaseDeadWorkers { id in released.withLock { $0.append(id) } }
    withExtendedLifetime(mark) {}
    #expect(released.withLock { $0 }.isEmpty)
  }
}
