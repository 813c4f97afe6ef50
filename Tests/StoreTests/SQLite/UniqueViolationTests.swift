import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

/// Second rows, written without a look beforehand.
@Suite("A row that there is one of at most")
struct UniqueViolationTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  struct Second: Sendable, CustomTestStringConvertible {
    let key: UniqueKey
    /// A statement that writes the row `number`, of the same key each time.
    let statement: @Sendable (Int) -> String

    var testDescription: String { key.name }
  }

  static let seconds = [
    Second(key: .openQuery) {
      """
      insert into queries (number, id, person, state, revision, region, channel, agreement, banks, public_key, vault_day,
        accepted_at, due_at) values (\($0), 'Q\($0)', 'P', '\($0 == 1 ? "accepted" : "collecting")', 1, 'CN-SH', 'app',
        '1', 'abc', x'00', 1, 1, 1)
      """
    },
    Second(key: .identity) { person($0, identity: "01", phone: "0\($0)") },
    Second(key: .phone) { person($0, identity: "0\($0)", phone: "01") },
    Second(key: .other("sessions.token_hash")) {
      "insert into sessions (token_hash, person, expires_at) values (x'01', 'P\($0)', 1)"
    },
    Second(key: .other("outbox.id")) {
      "insert into outbox (number, id, phone, text, attempts, next_at, expires_at) values (\($0), 'M', x'', x'', 0, 1, 1)"
    },
    Second(key: .other("refusals.id")) {
      "insert into refusals (number, id, at, codes, revision) values (\($0), 'R', 1, '', 1)"
    },
    Second(key: .other("approvals.request, approvals.version, approvals.operator")) {
      "insert into approvals (request, version, operator, at) values (1, 1, 'li', \($0))"
    },
    Second(key: .other("audit.sequence")) {
      """
      insert into audit (sequence, at, author, action, object, detail, hash)
      values (99, \($0), '', '', '', '{}', '')
      """
    },
  ]

  private static func person(_ number: Int, identity: String, phone: String) -> String {
    """
    insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key, registered_at,
      password_failures) values ('P\(number)', x'\(identity)', x'\(phone)', x'', 'CN-SH', 1, x'', x'', 1, 0)
    """
  }

  @Test("is refused with a code of its own that says which, and the transaction goes on", arguments: seconds)
  func refused(second: Second) throws {
    try open.store.database.transaction(hook: .none) { session in
      try session.execute(second.statement(1))
      do {
        try session.execute(second.statement(2))
        Issue.record("a second one was written")
      } catch let fault as StoreFault {
        #expect(fault == .notUnique(second.key) && fault.code == "not_unique" && fault.kind == .environment)
        #expect(fault.facts == [.init("key", .string(second.key.name))])
      }
      #expect(session.isInTransaction)
    }
  }

  @Test("is another error than a missing value or a broken condition")
  func others() throws {
    for statement in [
      "insert into sessions (token_hash) values (x'02')", "insert into clock (id, latest) values (2, 0)",
    ] {
      #expect(fault { try open.store.database.run(statement) } == "database_failed")
    }
  }

  @Test("lets work run once more, which then sees what somebody else wrote")
  func again() async throws {
    let runs = Runs()
    let work: @Sendable (Transaction) throws -> Int = { transaction in
      let run = runs.next()
      // As with a second writer: the first look was before the other's commit.
      let seen = run == 1 ? [] : try transaction.queries(of: "P1")
      if seen.isEmpty { _ = try transaction.insert(.sample("Q2")) }
      return seen.count
    }
    try open.write { _ = try $0.insert(.sample("Q1")) }
    #expect(try open.store.write(work) == 1)
    runs.reset()
    #expect(try await open.store.submit(work) == 1)
    #expect(try open.count("queries") == 1)
  }
}
