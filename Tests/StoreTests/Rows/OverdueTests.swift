import Domain
import Foundation
import Testing

@testable import Store

@Suite("A change whose time is over")
struct OverdueTests {
  private let whole: WholeDatabase

  init() throws { whole = try WholeDatabase() }

  @Test("takes force before it is verified, and then nothing waits")
  func applied() throws {
    whole.clock.advance(.days(3))
    #expect(try whole.finding() == nil)
    #expect(try whole.open().read { try $0.problemOfOverdue() } == nil)
  }

  @Test("and that waits all the same shows")
  func overdue() throws {
    whole.clock.advance(.days(3))
    let problem = try #require(try whole.open().read { try $0.problemOfOverdue() })
    #expect(problem.code == "change_overdue")
    #expect(problem.message.zh != problem.message.en)
  }
}

@Suite("Rows of scheduled commits that cannot be read")
struct UnreadableScheduleTests {
  private let whole: WholeDatabase

  init() throws { whole = try WholeDatabase() }

  private static let alterations = [
    "update scheduled set rollout = '{}' where number = 2", "update scheduled set state = 'zz' where number = 2",
    "update scheduled set restated = 'zz' where number = 2", "update scheduled set rollout = '{}', state = 'zz'",
    "insert into scheduled select 9223372036854775807, base, '{}', author, comment, committed_at, effective_at, state, revision, drop_reason, confirm_minutes, guardrails, restated, evidence from scheduled where number = 2",
  ]

  @Test("stop neither the gate nor verification, are dropped, and say so", arguments: alterations)
  func dropped(statement: String) throws {
    try whole.database.tamper(statement)
    #expect(try whole.finding() == "scheduled_altered")
    #expect(try whole.open().runningRevision().number == 4)
    #expect(try whole.open().read { try $0.scheduledCommits() }.count <= 2)
    whole.clock.advance(.days(3))
    let store = try whole.open()
    _ = try store.runningRevision()
    let commits = try store.read { try $0.scheduledCommits() }
    #expect(commits.map(\.number) == [1, 2])
    let records = try store.read { try $0.auditRecords(AuditFilter(last: nil)) }
    #expect(records.contains { $0.isDropOfAltered || $0.action == "altered" && $0.object.hasPrefix("scheduled ") })
    #expect(try whole.finding() == "scheduled_altered")
  }

  @Test("and are over are told no more once an administrator has taken that over")
  func takenOver() throws {
    try whole.database.tamper("delete from scheduled where number = 2")
    whole.clock.advance(.days(3))
    _ = try whole.open().runningRevision()
    #expect(try whole.finding() == "scheduled_altered")
    _ = try whole.open().write { try $0.reanchor(reason: "looked into", by: "tester") }
    #expect(try whole.finding() == nil)
    let commit = try whole.open().write { transaction in
      var rollout = try transaction.runningRevision().rollout
      rollout.apply(.openChannels([.offline]))
      return try transaction.schedule(
        rollout, base: transaction.runningNumber(), author: "li", comment: "",
        effectiveAt: transaction.now.adding(.days(1)))
    }
    #expect(commit.number == 3)
    #expect(try whole.finding() == nil)
  }
}
