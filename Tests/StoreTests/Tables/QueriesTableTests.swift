import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of queries")
struct QueriesTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  /// Stores an open query, of its own person unless one is named.
  @discardableResult
  private func put(_ id: String, of person: String? = nil, accepted moment: Moment = TestDatabase.start) throws -> Int {
    try open.write { try $0.insert(.sample(id, of: person ?? "P-\(id)", at: [.abc, .boc], accepted: moment)) }.number
  }

  private func query(_ id: String) throws -> QueryRecord { try #require(try open.read { try $0.query(id) }) }

  /// Makes a query reported at a moment, with the answers of two banks.
  private func report(_ number: Int, at moment: Moment) throws {
    let machine = QueryMachine(
      state: .reported, reason: nil, generatedAt: moment, expiresAt: moment.adding(.days(7)),
      dueAt: TestDatabase.start.adding(.hours(24)))
    try open.write { transaction in
      let query = try #require(try transaction.query(number: number))
      try transaction.update(query, machine: machine, vaultDay: moment.day.adding(7), outcomes: Self.outcomes)
    }
  }

  private static let outcomes = [
    QueryOutcome(bank: .abc, state: .answered, code: nil),
    QueryOutcome(bank: .boc, state: .declined, code: "name_mismatch"),
  ]

  @Test("numbers queries in the order of acceptance, and finds them by number and identifier")
  func numbers() throws {
    #expect(try [put("Q1"), put("Q2"), put("Q3")] == [1, 2, 3])
    #expect(try open.read { try $0.query(number: 2) }?.id == "Q2")
    #expect(try query("Q3").number == 3 && query("Q3").banks == [.abc, .boc])
    #expect(try open.read { try $0.query("Q4") } == nil)
  }

  @Test("takes no identifier twice")
  func twice() throws {
    try put("Q1")
    #expect(throws: StoreFault.notUnique(.other("queries.id"))) { try put("Q1", of: "P2") }
    #expect(try open.count("queries") == 1)
  }

  @Test("takes no second open one of a person, and another once the first has ended")
  func secondOpen() throws {
    let first = try put("Q1", of: "P1")
    #expect(throws: StoreFault.notUnique(.openQuery)) { try put("Q2", of: "P1") }
    try put("Q3", of: "P2")
    try report(first, at: open.now)
    try put("Q4", of: "P1")
    #expect(try open.read { try $0.queries(of: "P1") }.map(\.id) == ["Q4", "Q1"])
  }

  @Test("gives a person's, the newest first, and no more than are asked for")
  func person() throws {
    for id in ["Q1", "Q2"] { try report(put(id, of: "P1"), at: open.now) }
    try put("Q3", of: "P1")
    try put("Q4", of: "P2")
    #expect(try open.read { try $0.queries(of: "P1") }.map(\.id) == ["Q3", "Q2", "Q1"])
    #expect(try open.read { try $0.queries(of: "P1", limit: 1) }.map(\.id) == ["Q3"])
  }

  @Test("keeps how each bank's enquiry ended, with its code")
  func outcomes() throws {
    try report(put("Q1"), at: open.now)
    #expect(try query("Q1").outcomes == Self.outcomes)
    #expect(try query("Q1").machine.generatedAt == open.now)
  }

  @Test("tells when a person's latest report was generated, whatever failed since")
  func latest() throws {
    #expect(try open.read { try $0.latestReport(of: "P1") } == nil)
    try report(put("Q1", of: "P1"), at: open.now)
    try report(put("Q2", of: "P1"), at: open.now.adding(.minutes(1)))
    try put("Q3", of: "P1")
    try report(put("Q4", of: "P2"), at: open.now.adding(.minutes(2)))
    #expect(try open.read { try $0.latestReport(of: "P1") } == TestDatabase.start.adding(.minutes(1)))
  }

  @Test("gives those whose deadline has come, the oldest first", arguments: [(-1, 1), (0, 2)] as [(Int64, Int)])
  func overdue(milliseconds: Int64, count: Int) throws {
    try put("Q1", accepted: TestDatabase.start)
    try put("Q2", accepted: TestDatabase.start.adding(.minutes(-1)))
    open.clock.set(TestDatabase.start.adding(.hours(24)).adding(.milliseconds(milliseconds)))
    let found = try open.read { try $0.overdueQueries(limit: 10) }.map(\.id)
    #expect(found == Array(["Q2", "Q1"].prefix(count)))
    #expect(try open.read { try $0.overdueQueries(limit: 1) }.map(\.id) == ["Q2"])
  }

  @Test("puts the end of one off for a pause, and no longer")
  func postponed() throws {
    let number = try put("Q1")
    open.clock.advance(.hours(24))
    try open.write { try $0.postponeEnding(of: number) }
    #expect(try open.read { try $0.overdueQueries(limit: 1) }.isEmpty)
    #expect(try open.read { try $0.queriesWaitingToEnd(limit: 1) }.isEmpty)
    #expect(try open.read { try $0.firstQueryWaitingToEnd() }?.id == "Q1")
    open.clock.advance(.seconds(5))
    #expect(try open.read { try $0.overdueQueries(limit: 1) }.count == 1)
    #expect(try open.read { try $0.queriesWaitingToEnd(limit: 1) }.count == 1)
    try open.write { try $0.endPostponement(of: number) }
    #expect(try open.read { try $0.firstQueryWaitingToEnd() } == nil)
  }

  @Test(
    "marks a report expired when its term has ended, and not before",
    arguments: [(-1, .reported), (0, .expired)] as [(Int64, QueryState)])
  func expired(milliseconds: Int64, state: QueryState) throws {
    try report(put("Q1"), at: open.now)
    open.clock.advance(.milliseconds(Span.days(7).milliseconds + milliseconds))
    try open.write { try $0.markExpired() }
    #expect(try query("Q1").state == state)
  }

  @Test("keeps something for those that are open or whose report can be opened")
  func kept() throws {
    try put("Q1")
    try report(put("Q2"), at: open.now)
    #expect(try open.read { try $0.keptQueries() }.map(\.id) == ["Q1", "Q2"])
    open.clock.advance(.days(7))
    #expect(try open.read { try $0.keptQueries() }.map(\.id) == ["Q1"])
  }

  @Test("counts queries by state, also where there is none")
  func states() throws {
    try put("Q1")
    try report(put("Q2"), at: open.now)
    let counts = try open.read { try $0.queriesByState() }
    #expect(counts.map(\.state) == QueryState.allCases)
    #expect(counts.filter { $0.count == 1 }.map(\.state) == [.accepted, .reported])
  }

  private static let alterations = [
    "person = 'P2'", "state = 'collecting'", "revision = 9", "region = 'CN-YN'", "banks = 'abc'", "vault_day = 1",
    "due_at = due_at + 1", "accepted_at = accepted_at + 1", "generated_at = 1", "outcomes = 'abc answered'",
    "public_key = x'00'", "agreement = '2'",
  ]

  @Test("reads an altered one as failed for that reason, and gives nothing else of it on", arguments: alterations)
  func altered(change: String) throws {
    try put("Q1")
    try open.tamper("update queries set \(change)")
    let query = try query("Q1")
    #expect(query.isAltered && query.state == .failed && query.machine.reason == QueryMachine.alteredReason)
    #expect(query.banks.isEmpty && query.publicKey.isEmpty && query.machine.generatedAt == nil)
  }
}
