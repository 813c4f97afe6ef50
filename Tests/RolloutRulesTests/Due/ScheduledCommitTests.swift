import Domain
import Foundation
import Migrations
import TestFixtures
import Testing

@testable import Store

@Suite("A scheduled commit")
struct ScheduledCommitTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  /// Schedules edits of the running revision.
  private func schedule(_ edits: RolloutEdit..., after span: Span) throws {
    try store.write { transaction in
      let running = try transaction.runningRevision()
      var rollout = running.rollout
      for edit in edits { rollout.apply(edit) }
      _ = try transaction.schedule(
        rollout, base: running.number, author: "li", comment: "planned", effectiveAt: transaction.now.adding(span))
    }
  }

  private func states() throws -> [ScheduledCommit.State] { try store.read { try $0.scheduledCommits() }.map(\.state) }

  private static let readers: [(String, @Sendable (Store) throws -> Int)] = [
    ("the running revision", { try $0.runningRevision().number }),
    ("the gate", { try $0.readGate { $1.revision } }),
    ("a transaction's number", { try $0.write { try $0.runningNumber() } }),
    ("a transaction's gate", { try $0.write { try $0.runningGate().revision } }),
    (
      "a look at what is due",
      { store in
        try store.applyDue(); return try store.read { try $0.allRevisions().count - 1 }
      }
    ),
  ]

  @Test("takes force at its time for whoever reads first, and not before", arguments: readers)
  func reader(name: String, read: @Sendable (Store) throws -> Int) throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    database.clock.advance(.milliseconds(3_599_999))
    #expect(try read(store) == 0)
    #expect(try states() == [.pending])
    database.clock.advance(.milliseconds(1))
    #expect(try read(database.open()) == 1)
    #expect(try states() == [.applied(revision: 1)])
  }

  @Test("becomes a revision that carries its author, its comment and both its times")
  func content() throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    database.clock.advance(.days(3))
    let revision = try store.runningRevision()
    #expect(revision.author == "li" && revision.comment == "planned")
    #expect(revision.committedAt == TestDatabase.start)
    #expect(revision.effectiveAt == TestDatabase.start.adding(.hours(1)))
    #expect(revision.rollout.isOpen(.app))
  }

  @Test("takes force in the order of time and then of number")
  func order() throws {
    try schedule(.openRegions([.shanghai], .full), after: .hours(2))
    try schedule(.openChannels([.web]), after: .hours(1))
    try schedule(.openChannels([.app]), after: .hours(1))
    database.clock.advance(.days(1))
    #expect(try store.runningRevision().number == 3)
    #expect(try states() == [.applied(revision: 3), .applied(revision: 1), .applied(revision: 2)])
    let times = try store.read { try $0.allRevisions() }.map(\.effectiveAt)
    #expect(times == times.sorted())
  }

  @Test("is put on top of what was committed since where that touched other things")
  func rebased() throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    _ = try store.edit(.openRegions([.shanghai], .half))
    database.clock.advance(.hours(2))
    let rollout = try store.runningRevision().rollout
    #expect(rollout.isOpen(.app) && rollout.share(of: .shanghai) == Share.half)
  }

  @Test("is dropped, whole and audited, where a commit since touched the same things")
  func conflict() throws {
    try schedule(.openChannels([.app]), .openRegions([.shanghai], .full), after: .hours(1))
    _ = try store.edit(.openRegions([.shanghai], .half))
    database.clock.advance(.hours(2))
    let running = try store.runningRevision()
    #expect(running.number == 1 && !running.rollout.isOpen(.app))
    #expect(try states() == [.dropped(told: .nobody)])
    let last = try #require(try store.read { try $0.auditRecords(last: 1) }.first)
    #expect(last.action == "drop" && last.object == "scheduled 1" && last.author == "li")
    #expect(last.detail["theirs"] == [["path": "regions.CN-SH.share", "from": 0, "to": 50]])
    #expect(try store.runningRevision().number == 1)
    #expect(try store.read { try $0.auditRecords(last: nil) }.count { $0.action == "drop" } == 1)
  }

  @Test("that finds nothing left to change makes no revision, and is dropped with that reason")
  func nothingLeft() throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    let running = try store.edit(.openChannels([.app]))
    database.clock.advance(.hours(2))
    #expect(try store.runningRevision() == running)
    #expect(try states() == [.dropped(told: .nobody)])
    #expect(try store.read { try $0.scheduledCommits() }.map(\.dropReason) == [.nothingChanged])
    #expect(try store.read { try $0.verifyAudit() }.isIntact)
  }

  @Test("follows its author's earlier ones, made from the same revision or touching the same things")
  func steps() throws {
    try schedule(.openRegions([.shanghai], .half), .openChannels([.app]), after: .hours(1))
    try schedule(.openRegions([.shanghai], .full), after: .hours(2))
    try schedule(.openRegions([RegionCode("CN-YN")], .full), after: .hours(3))
    database.clock.advance(.minutes(90))
    #expect(try store.runningRevision().rollout.share(of: .shanghai) == Share.half)
    database.clock.advance(.hours(2))
    let rollout = try store.runningRevision().rollout
    #expect(rollout.share(of: .shanghai) == .full && rollout.share(of: RegionCode("CN-YN")) == .full)
    #expect(rollout.isOpen(.app))
    #expect(try states() == [.applied(revision: 1), .applied(revision: 2), .applied(revision: 3)])
  }

  @Test("that was altered behind the program's back is dropped, and the chain shows it")
  func altered() throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    try database.tamper("update scheduled set rollout = replace(rollout, '\"app\"', '\"web\"')")
    database.clock.advance(.hours(2))
    #expect(try store.runningRevision().number == 0)
    #expect(try states() == [.dropped(told: .nobody)])
    #expect(try !store.read { try $0.verifyAudit() }.isIntact)
  }

  @Test("that was entered before it was noted what is said goes on as it was entered")
  func migrated() throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    let migration = try #require(try Migration.all(for: .sqlite).first { $0.name == "said" })
    let lines = migration.sql.split(separator: "\n").filter { !$0.hasPrefix("--") }
    for column in ["revisions drop column restated", "scheduled drop column restated"]
      + ["scheduled drop column evidence", "unconfirmed drop column evidence"]
    {
      try database.tamper("alter table \(column)")
    }
    for statement in lines.joined(separator: "\n").split(separator: ";") where statement.contains("alter") {
      try database.tamper(String(statement))
    }
    database.clock.advance(.hours(2))
    #expect(try database.open().runningRevision().rollout.isOpen(.app))
    #expect(try store.read { try $0.verifyAudit() }.isIntact)
  }

  @Test("is told to nobody unless it was dropped")
  func told() throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    try store.write { try $0.markTold(1, isAuthor: true) }
    #expect(try states() == [.pending])
    database.clock.advance(.hours(2))
    _ = try store.runningRevision()
    try store.write { try $0.markTold(1, isAuthor: true) }
    #expect(try states() == [.applied(revision: 1)])
  }

  @Test("applied by several programs at once takes force once")
  func once() async throws {
    try schedule(.openChannels([.app]), after: .hours(1))
    database.clock.advance(.hours(2))
    let stores = try (0..<3).map { _ in try database.open() }
    let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
      for store in stores { group.addTask { try store.runningRevision().number } }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(numbers == [1, 1, 1])
    #expect(try store.read { try $0.allRevisions() }.count == 2)
  }
}
