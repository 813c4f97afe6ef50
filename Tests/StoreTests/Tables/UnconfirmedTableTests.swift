import Domain
import TestFixtures
import Testing

@testable import RolloutRules
@testable import Store

@Suite("The table of commits that wait to be confirmed")
struct UnconfirmedTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func put(
    _ revision: Int, in minutes: Int64, _ guardrails: [HealthGuardrail] = [], _ evidence: Evidence = .usual
  ) throws {
    try open.write {
      try $0.unconfirmed.insert(
        UnconfirmedCommit(
          revision: revision, author: "wang", from: $0.now, until: TestDatabase.start.adding(.minutes(minutes)),
          guardrails: guardrails, evidence: evidence, state: .waiting))
    }
  }

  private func all() throws -> [UnconfirmedCommit] { try open.read { try $0.unconfirmed.all() } }
  private func firstDue() throws -> Int? { try open.read { try $0.unconfirmed.firstDue(at: $0.now) }?.revision }

  @Test("keeps by which guardrails and on what evidence one is decided")
  func kept() throws {
    let evidence = Evidence(atLeast: 7, otherwise: .hold)
    try put(1, in: 5, [.answered, .failures], evidence)
    let commit = try #require(try all().first)
    #expect(commit.guardrails == [.answered, .failures] && commit.evidence == evidence && commit.state == .waiting)
    #expect(commit.from == open.now && commit.until == open.now.adding(.minutes(5)) && commit.author == "wang")
  }

  @Test("takes no revision twice")
  func twice() throws {
    try put(1, in: 5)
    #expect(fault { try put(1, in: 6) } != nil)
    #expect(try all().count == 1)
  }

  @Test("gives the one whose time is over first, of several at one moment the latest revision")
  func due() throws {
    try put(1, in: 5)
    try put(2, in: 5)
    try put(3, in: 6)
    open.clock.advance(.milliseconds(5 * 60_000 - 1))
    #expect(try firstDue() == nil)
    open.clock.advance(.minutes(2))
    #expect(try firstDue() == 2)
    try open.write { try $0.unconfirmed.markRestored(2, by: nil) }
    #expect(try firstDue() == 1)
  }

  @Test("keeps how one was decided, and gives those that wait")
  func decided() throws {
    for revision in 1...4 { try put(revision, in: 5) }
    try open.write { transaction in
      try transaction.unconfirmed.markConfirmed(1, by: "li")
      try transaction.unconfirmed.markRestored(2, by: 9)
      try transaction.unconfirmed.markRestored(3, by: nil)
    }
    #expect(try all().map(\.state) == [.confirmed(by: "li"), .restored(by: 9), .restored(by: nil), .waiting])
    #expect(try open.read { try $0.unconfirmed.waiting() }.map(\.revision) == [4])
  }

  @Test("puts one off and leaves the others")
  func putOff() throws {
    try put(1, in: 5)
    try put(2, in: 5)
    try open.write { try $0.unconfirmed.putOff(1, until: TestDatabase.start.adding(.minutes(10))) }
    #expect(try all().map { $0.until.since(TestDatabase.start) } == [.minutes(10), .minutes(5)])
  }
}
