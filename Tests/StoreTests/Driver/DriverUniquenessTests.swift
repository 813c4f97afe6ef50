import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

/// Second rows, written without a look beforehand.
@Suite("A row that a driver keeps one of at most")
struct DriverUniquenessTests {
  struct Second: Sendable, CustomTestStringConvertible {
    let driver: any DriverUnderTest
    let key: UniqueKey
    /// Writes the row `number`, of the same key each time.
    let write: @Sendable (Int, any WriteSession) throws -> Void

    var testDescription: String { "\(driver.testDescription): \(key.name)" }
  }

  private static func bytes(_ number: Int) -> SQLValue { .blob(Data([UInt8(number)])) }

  private static func insertPerson(_ number: Int, identity: Int, phone: Int, _ session: any WriteSession) throws {
    try session.execute(
      """
      insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key,
        registered_at, password_failures) values ($1, $2, $3, $4, 'CN-SH', 1, $5, $6, 1, 0)
      """, .text("P\(number)"), bytes(identity), bytes(phone), bytes(0), bytes(0), bytes(0))
  }

  private static func insertQuery(_ number: Int, _ state: SQLValue, _ session: any WriteSession) throws {
    try session.execute(
      """
      insert into queries (number, id, person, state, revision, region, channel, agreement, banks, public_key, vault_day,
        accepted_at, due_at) values ($1, $2, 'P', $3, 1, 'CN-SH', 'app', '1', 'abc', $4, 1, 1, 1)
      """, .int(number), .text("Q\(number)"), state, bytes(0))
  }

  private static let writes: [(UniqueKey, @Sendable (Int, any WriteSession) throws -> Void)] = [
    (.openQuery, { try insertQuery($0, $0 == 1 ? "accepted" : "collecting", $1) }),
    (.identity, { try insertPerson($0, identity: 1, phone: $0, $1) }),
    (.phone, { try insertPerson($0, identity: $0, phone: 1, $1) }),
    (
      .other("sessions.token_hash"),
      {
        try $1.execute(
          "insert into sessions (token_hash, person, expires_at) values ($1, $2, 1)", bytes(1), .text("P\($0)"))
      }
    ),
    (
      .other("outbox.id"),
      {
        try $1.execute(
          """
          insert into outbox (number, id, phone, text, attempts, next_at, expires_at)
          values ($1, 'M-secret', $2, $3, 0, 1, 1)
          """, .int($0), bytes(0), bytes(0))
      }
    ),
    (
      .other("refusals.id"),
      {
        try $1.execute(
          "insert into refusals (number, id, at, codes, revision) values ($1, 'R-secret', 1, '', 1)", .int($0))
      }
    ),
    (
      .other("approvals.request, approvals.version, approvals.operator"),
      {
        try $1.execute(
          "insert into approvals (request, version, operator, at) values (1, 1, 'secret', $1)", .int($0))
      }
    ),
    (.other("nonces.nonce"), { try $1.execute("insert into nonces (nonce, until) values ('secret', $1)", .int($0)) }),
  ]

  private static let seconds = drivers.flatMap { driver in
    writes.map { Second(driver: driver, key: $0, write: $1) }
  }

  @Test("is refused a second time, with a code of its own that says which, and no value", arguments: seconds)
  func refused(second: Second) throws {
    let scene = try DriverScene(second.driver)
    defer { withExtendedLifetime(scene) {} }
    try scene.write { try second.write(1, $0) }
    do {
      try scene.write { try second.write(2, $0) }
      Issue.record("a second one was written")
    } catch let fault as StoreFault {
      #expect(fault == .notUnique(second.key) && fault.code == "not_unique" && fault.kind == .environment)
      #expect(fault.facts == [.init("key", .string(second.key.name))])
      #expect(!"\(fault) \(fault.message)".contains("secret"))
    }
  }

  @Test("is refused within a savepoint, whose other work alone is undone", arguments: seconds)
  func savepoint(second: Second) throws {
    let scene = try DriverScene(second.driver)
    defer { withExtendedLifetime(scene) {} }
    try scene.write { session in
      try second.write(1, session)
      try scene.add("before", in: session)
      try session.savepoint {
        do {
          try scene.add("undone", in: session)
          try second.write(2, session)
          return nil
        } catch {
          return error
        }
      }
      try scene.add("after", in: session)
    }
    #expect(try scene.stored().filter { $0 != "secret" } == ["after", "before"])
  }

  @Test("is another row once the query of before has ended", arguments: drivers)
  func ended(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    for (number, state) in (1...4).map({ ($0, $0 == 4 ? SQLValue("accepted") : "failed") }) {
      try scene.write { try Self.insertQuery(number, state, $0) }
    }
    #expect(throws: StoreFault.notUnique(.openQuery)) { try scene.write { try Self.insertQuery(5, "accepted", $0) } }
    #expect(throws: StoreFault.notUnique(.openQuery)) {
      try scene.write { try $0.execute("update queries set state = 'collecting' where number = 1") }
    }
  }

  @Test("is another error than a missing value or a broken condition", arguments: drivers)
  func others(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    for statement in ["insert into nonces (nonce) values ('a')", "insert into clock (id, latest) values (2, 0)"] {
      #expect(fault { try scene.write { try $0.execute(statement) } } == "database_failed")
    }
  }

  @Test("lets work run once more, which then sees what somebody else wrote", arguments: drivers)
  func again(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open()
    let runs = Runs()
    let work: @Sendable (Transaction) throws -> Int = { transaction in
      // As with a second writer: the first look was before the other's commit.
      let seen = runs.next() == 1 ? [] : try transaction.queries(of: "P1")
      if seen.isEmpty { _ = try transaction.insert(.sample("Q2")) }
      return seen.count
    }
    try store.write(protecting: []) { _ = try $0.insert(.sample("Q1")) }
    #expect(try store.write(protecting: [.person("P1")], work) == 1)
    runs.reset()
    #expect(try await store.submit(protecting: [.person("P1")], work) == 1)
    #expect(runs.all == 2)
    #expect(try store.read { try $0.queries(of: "P1") }.map(\.id) == ["Q1"])
  }
}
