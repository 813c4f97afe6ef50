import Domain
import TestFixtures
import Testing

@testable import RolloutRules
@testable import Store

@Suite("The table of scheduled commits")
struct ScheduledTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  @discardableResult
  private func put(in minutes: Int64, _ confirmation: CommitTerms.Confirmation? = nil) throws -> Int {
    try open.write { transaction in
      var rollout = Rollout.initial
      rollout.apply(.openChannels([.web]))
      return try transaction.scheduled.insert(
        base: 0, rollout: rollout, author: "wang", comment: "later", at: transaction.now,
        effectiveAt: TestDatabase.start.adding(.minutes(minutes)), confirmation: confirmation,
        restated: try RevisionsTable.scope(""))
    }
  }

  private func commit(_ number: Int) throws -> ScheduledCommit {
    try #require(try open.read { try $0.scheduled.commit(number) })
  }

  private func firstDue() throws -> Int? { try open.read { try $0.scheduled.firstDue(at: $0.now) }?.number }

  @Test("numbers commits in their order, and keeps what they say and on what terms")
  func kept() throws {
    let terms = CommitTerms.Confirmation(minutes: 9, guardrails: [.timeouts], evidence: Evidence(atLeast: 3))
    #expect(try [put(in: 5), put(in: 4, terms)] == [1, 2])
    let commit = try commit(2)
    #expect(commit.confirmation == terms && commit.rollout.isOpen(.web) && commit.state == .pending)
    #expect(commit.author == "wang" && commit.comment == "later" && commit.base == 0)
    #expect(try self.commit(1).confirmation == nil)
  }

  @Test("gives the one that takes force first, of several at one moment the first that was entered")
  func due() throws {
    for minutes in [6, 5, 5] { try put(in: Int64(minutes)) }
    open.clock.advance(.milliseconds(5 * 60_000 - 1))
    #expect(try firstDue() == nil)
    open.clock.advance(.minutes(2))
    #expect(try firstDue() == 2)
    try open.write { try $0.scheduled.markCancelled(2) }
    #expect(try firstDue() == 3)
  }

  @Test("keeps what became of one, and finds it by the revision that it became")
  func ended() throws {
    for _ in 0..<4 { try put(in: 5) }
    try open.write { transaction in
      try transaction.scheduled.markApplied(1, revision: 7)
      try transaction.scheduled.markCancelled(2)
      try transaction.scheduled.markDropped(3, for: .preconditionsUnmet)
    }
    let states = try open.read { try $0.scheduled.all() }.map(\.state)
    #expect(states == [.applied(revision: 7), .cancelled, .dropped(told: .nobody), .pending])
    #expect(try commit(3).dropReason == .preconditionsUnmet)
    #expect(try open.read { try $0.scheduled.step(of: 7) }?.number == 1)
    #expect(try open.read { try $0.scheduled.isAnyPending() })
  }

  @Test("notes of a dropped one who was told, the author last, and of no other")
  func told() throws {
    for _ in 0..<2 { try put(in: 5) }
    try open.write { try $0.scheduled.markDropped(1, for: .conflict) }
    for (isAuthor, expected) in [
      (false, ScheduledCommit.State.dropped(told: .another)), (true, .dropped(told: .author)),
    ] {
      try open.write { transaction in
        for number in 1...2 { try transaction.scheduled.markTold(number, isAuthor: isAuthor) }
      }
      #expect(try commit(1).state == expected)
    }
    try open.write { try $0.scheduled.markTold(1, isAuthor: false) }
    #expect(try commit(1).state == .dropped(told: .author) && commit(2).state == .pending)
  }
}
