import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("The end of a certification")
struct CertificationEndTests {
  private let database: TestDatabase
  private let store: Store
  private static let slow = CheckOutcome.conditional(why: Bilingual(zh: "慢", en: "slow"))

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  private func state(of bank: BankCode) throws -> BankRollout { try store.runningRevision().rollout.state(of: bank) }
  private func revisions() throws -> [Revision] { try store.read { try $0.allRevisions() } }

  private static let readers: [(String, @Sendable (Store) throws -> Int)] = [
    ("the running revision", { try $0.runningRevision().number }),
    ("the gate", { try $0.readGate { $1.revision } }),
    ("a transaction's number", { try $0.write { try $0.runningNumber() } }),
    ("a transaction's gate", { try $0.write { try $0.runningGate().revision } }),
  ]

  @Test("suspends the bank for whoever reads first, and not before", arguments: readers)
  func reader(name: String, read: @Sendable (Store) throws -> Int) throws {
    try store.connectCertified(.icbc)
    database.clock.advance(.milliseconds(180 * 24 * 3_600_000 - 1))
    #expect(try read(store) == 1)
    database.clock.advance(.milliseconds(1))
    #expect(try read(database.open()) == 2)
    #expect(try read(store) == 2)
  }

  @Test("is a revision of the system's own, dated at that moment, that says why and keeps the bank's regions")
  func revision() throws {
    try store.connectCertified(.icbc)
    database.clock.advance(.days(200))
    let revision = try store.runningRevision()
    #expect(revision.author == "chaka" && revision.effectiveAt == TestDatabase.start.adding(.days(180)))
    #expect(revision.committedAt == revision.effectiveAt)
    #expect(revision.comment.contains("icbc") && revision.comment.contains("到期") && revision.comment.contains("ended"))
    let state = revision.rollout.state(of: .icbc)
    #expect(state.name == "suspended" && state.regions == .only([.shanghai]))
    #expect(try store.read { try $0.verifyAudit() }.isIntact)
  }

  @Test("comes after 30 days where the suite was passed on condition")
  func conditional() throws {
    try store.connectCertified(.icbc, Self.slow)
    database.clock.advance(.days(31))
    #expect(try state(of: .icbc).name == "suspended")
    #expect(try revisions().last?.effectiveAt == TestDatabase.start.adding(.days(30)))
  }

  @Test("is put off by certifying again before it")
  func again() throws {
    try store.connectCertified(.icbc)
    database.clock.advance(.days(170))
    try store.certify(.icbc)
    database.clock.advance(.days(20))
    #expect(try state(of: .icbc).name == "connected")
    database.clock.advance(.days(160))
    #expect(try state(of: .icbc).name == "suspended")
    #expect(try revisions().count == 3)
  }

  @Test("that nobody saw is applied before the bank is certified again")
  func late() throws {
    try store.connectCertified(.icbc)
    database.clock.advance(.days(190))
    try store.certify(.icbc)
    #expect(try revisions().map(\.author) == ["tester", "wang", "chaka"])
    #expect(try state(of: .icbc).name == "suspended")
  }

  @Test("does nothing to a bank that is closed, or where no certification is asked for")
  func nothing() throws {
    try store.certify(.icbc)
    try store.certify(.abc)
    _ = try store.edit(.connect([.abc], .everywhere))
    database.clock.advance(.days(200))
    #expect(try store.runningRevision().number == 1)
    #expect(try store.read { try !$0.isAnyDue() })
  }

  @Test("wakes an idle engine")
  func nextDue() throws {
    try store.connectCertified(.icbc)
    #expect(try store.read { try $0.nextDue() } == TestDatabase.start.adding(.days(180)))
    database.clock.advance(.days(181))
    _ = try store.runningRevision()
    #expect(try store.read { try $0.nextDue() } == nil)
  }

  /// Schedules edits of the running revision.
  private func schedule(_ edits: RolloutEdit..., at time: Moment) throws {
    try store.write { transaction in
      let running = try transaction.runningRevision()
      var rollout = running.rollout
      for edit in edits { rollout.apply(edit) }
      _ = try transaction.schedule(rollout, base: running.number, author: "li", comment: "", effectiveAt: time)
    }
  }

  @Test("takes its place among other ends and scheduled commits in the order of time")
  func order() throws {
    try store.connectCertified(.icbc, Self.slow)
    database.clock.advance(.days(2))
    try store.connectCertified(.abc, Self.slow)
    try schedule(.openChannels([.app]), at: TestDatabase.start.adding(.days(31)))
    database.clock.advance(.days(100))
    _ = try store.runningRevision()
    let due = try revisions().dropFirst(3)
    #expect(due.map(\.author) == ["chaka", "li", "chaka"])
    #expect(due.map(\.effectiveAt) == [30, 31, 32].map { TestDatabase.start.adding(.days($0)) })
    #expect(due.last?.rollout.connectedBanks == [] && due.last?.rollout.isOpen(.app) == true)
    #expect(try store.read { try $0.verifyAudit() }.isIntact)
  }

  @Test("drops a scheduled commit that connects the bank then or later, and its author is told why")
  func drops() throws {
    try store.connectCertified(.icbc, Self.slow)
    let end = TestDatabase.start.adding(.days(30))
    try schedule(.connect([.icbc], .everywhere), at: end.adding(.hours(-1)))
    try store.certify(.abc, Self.slow)
    try schedule(.connect([.abc], .everywhere), at: end)
    database.clock.advance(.days(40))
    _ = try store.runningRevision()
    let commits = try store.read { try $0.scheduledCommits() }
    #expect(commits.map(\.state) == [.applied(revision: 2), .dropped(told: .nobody)])
    #expect(commits.map(\.dropReason) == [nil, .bankNotCertified])
    let drop = try #require(try store.read { try $0.auditRecords(last: nil) }.last { $0.action == "drop" })
    #expect(drop.detail["reason"] == "bank_not_certified" && drop.author == "li")
    #expect(try store.read { try $0.verifyAudit() }.isIntact)
  }

  @Test("comes at once where the suite fails")
  func failed() throws {
    try store.connectCertified(.icbc)
    database.clock.advance(.days(1))
    try store.certify(.icbc, .failed(why: Bilingual(zh: "坏", en: "bad")))
    #expect(try state(of: .icbc).name == "suspended")
    #expect(try revisions().last?.effectiveAt == TestDatabase.start.adding(.days(1)))
  }

  @Test("is applied once by several programs")
  func once() async throws {
    try store.connectCertified(.icbc)
    database.clock.advance(.days(200))
    let stores = try (0..<3).map { _ in try database.open() }
    let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
      for store in stores { group.addTask { try store.runningRevision().number } }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(numbers == [2, 2, 2])
  }

  @Test("that was moved forward behind the program's back suspends nobody, and the chain shows it")
  func tampered() throws {
    try store.connectCertified(.icbc)
    try database.tamper("update certified set ends_at = 1")
    #expect(try !store.read { try $0.verifyAudit() }.isIntact)
    #expect(try store.runningRevision().number == 1)
    database.clock.advance(.days(200))
    #expect(try store.runningRevision().number == 2)
  }
}
