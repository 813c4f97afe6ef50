import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Migrations
@testable import Store

/// What `Database` promises of transactions, snapshots and steps.
@Suite("A driver")
struct DriverTests {
  @Test("shows others a transaction as a whole, once it is committed", arguments: drivers)
  func commit(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    try scene.engine.transaction(protecting: [.outbox], hook: .none) { session in
      try scene.add("a", in: session)
      try scene.add("b", in: session)
      #expect(try scene.names(in: session) == ["a", "b"])
      #expect(try scene.stored().isEmpty)
    }
    #expect(try scene.stored() == ["a", "b"])
  }

  @Test("keeps nothing of a transaction that throws, or whose hook does before the commit", arguments: drivers)
  func rollback(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    #expect(throws: DriverScene.Refused.self) {
      try scene.engine.transaction(protecting: [], hook: .none) { session in
        try scene.add("a", in: session)
        throw DriverScene.Refused()
      }
    }
    let hook = CommitHook(before: { throw DriverScene.Refused() }, after: {})
    #expect(throws: DriverScene.Refused.self) {
      try scene.engine.transaction(protecting: [], hook: hook) { try scene.add("a", in: $0) }
    }
    #expect(try scene.stored().isEmpty)
  }

  @Test("has committed by the time that the hook after it is called", arguments: drivers)
  func hook(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let hook = CommitHook(before: {}, after: { throw DriverScene.Refused() })
    #expect(throws: DriverScene.Refused.self) {
      try scene.engine.transaction(protecting: [], hook: hook) { try scene.add("a", in: $0) }
    }
    #expect(try scene.stored() == ["a"])
  }

  @Test("reads one snapshot, whatever is committed meanwhile", arguments: drivers)
  func snapshot(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    try scene.engine.transaction(protecting: [], hook: .none) { try scene.add("a", in: $0) }
    try scene.other.snapshot { sql in
      #expect(try scene.names(in: sql) == ["a"])
      try scene.engine.transaction(protecting: [], hook: .none) { try scene.add("b", in: $0) }
      #expect(try scene.names(in: sql) == ["a"])
    }
    #expect(try scene.stored() == ["a", "b"])
  }

  @Test("writes nothing while it reads", arguments: drivers)
  func readOnly(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    #expect(throws: (any Error).self) {
      try scene.engine.snapshot { try $0.execute("insert into nonces (nonce, until) values ('a', 1)") }
    }
    #expect(try scene.stored().isEmpty)
  }

  @Test("knows whether anything was written", arguments: drivers)
  func written(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    try scene.engine.transaction(protecting: [], hook: .none) { session in
      _ = try scene.names(in: session)
      #expect(!session.wroteSomething)
      try scene.add("a", in: session)
      #expect(session.wroteSomething)
    }
  }

  @Test("undoes a savepoint whose work gives an error, and the transaction where it throws", arguments: drivers)
  func savepoints(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let works: [(name: String, error: (any Error)?)] = [("a", nil), ("b", DriverScene.Refused()), ("c", nil)]
    try scene.engine.transaction(protecting: [], hook: .none) { session in
      for (name, error) in works {
        try session.savepoint {
          try scene.add(name, in: session)
          return error
        }
      }
    }
    #expect(try scene.stored() == ["a", "c"])
    #expect(throws: DriverScene.Refused.self) {
      try scene.engine.transaction(protecting: [], hook: .none) { session in
        try scene.add("d", in: session)
        try session.savepoint { throw DriverScene.Refused() }
      }
    }
    #expect(try scene.stored() == ["a", "c"])
  }

  @Test("lets nobody's write be lost, by two programs at once", arguments: drivers)
  func concurrent(driver: any DriverUnderTest) async throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let engines = [scene.engine, scene.other]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for program in engines {
        group.addTask {
          for _ in 0..<20 {
            try program.commit(protecting: [.outbox], hook: .none) { session, _ in
              let count = try session.first("select count(*) from nonces") { $0.int(0) } ?? 0
              try scene.add("\(count)", in: session)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try scene.stored().count == 40)
  }

  @Test("knows the steps of its schema, which were applied, and with which content", arguments: drivers)
  func schema(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let steps = try scene.engine.migrations()
    #expect(steps.map(\.number) == Array(1...steps.count))
    #expect(try scene.engine.version() == steps.count)
    let checksums = Dictionary(uniqueKeysWithValues: steps.map { ($0.number, Migrator.checksum(of: $0)) })
    #expect(try scene.engine.appliedChecksums() == checksums)
  }

  @Test("applies a step with the work before and after it, or nothing of it", arguments: drivers)
  func step(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let number = try scene.engine.migrations().count + 1
    let step = Migration(number: number, name: "more", sql: "create table more (id integer not null);")
    #expect(throws: DriverScene.Refused.self) {
      try scene.engine.apply(
        [(step, "sum")], after: { _ in }, carrying: { _, _ in }, finishing: { _ in throw DriverScene.Refused() })
    }
    #expect(try scene.engine.version() == number - 1)
    #expect(try scene.engine.snapshot { try $0.tables(startingWith: "more") }.isEmpty)
    try scene.engine.apply(
      [(step, "sum")],
      after: { before in
        let tables = try before.tables(startingWith: "more")
        #expect(tables.isEmpty)
      },
      carrying: { step, session in
        #expect(step.name == "more")
        try session.execute("insert into more (id) values (0)")
      },
      finishing: { try $0.execute("insert into more (id) values (1)") })
    #expect(try scene.engine.version() == number)
    #expect(try scene.engine.appliedChecksums()[number] == "sum")
    #expect(try scene.engine.snapshot { try $0.tables(startingWith: "more") } == ["more"])
  }

  @Test("finds what its steps did not make, and refuses it from then on", arguments: drivers)
  func altered(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let latest = try scene.engine.migrations().count
    try scene.engine.watchSchema()
    #expect(try scene.engine.snapshot { try $0.alteredEntry(at: latest, vaults: .parts) } == nil)
    _ = try scene.other.transaction(protecting: [], hook: .none) { try $0.execute("create table more (id integer)") }
    #expect(try scene.engine.snapshot { try $0.alteredEntry(at: latest, vaults: .parts) } == "more")
    #expect(throws: StoreFault.schemaAltered("more")) {
      try scene.engine.transaction(protecting: [], hook: .none) { try scene.add("a", in: $0) }
    }
  }

  @Test("names its tables in order, by how they begin", arguments: drivers)
  func tables(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let tables = try scene.engine.snapshot { try $0.tables() }
    #expect(tables == tables.sorted() && tables.contains("persons"))
    let store = try scene.database.open()
    let days = [1, 2].map { store.clock.now.day.adding($0) }
    try store.write { transaction in for day in days { try transaction.prepareVault(of: day) } }
    #expect(try scene.engine.snapshot { try $0.tables(startingWith: "vault_") } == days.map { "vault_\($0.number)" })
    #expect(try scene.engine.snapshot { try $0.tableOfOtherKinds() } == nil)
    #expect(try scene.engine.snapshot { try $0.isStorageWhole() })
  }

}
