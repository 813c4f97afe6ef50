import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

/// Unconfirmed and scheduled commits that cross one another; random histories found several of these cases.
@Suite("Commits that cross one another")
struct CrossingCommitsTests {
  private let database: OperatedDatabase
  private static let hundredth = Share(hundredths: 100) ?? .none
  private static let tenth = Share(hundredths: 1_000) ?? .none

  init() throws { database = try OperatedDatabase() }

  @discardableResult
  private func commit(
    _ edits: RolloutEdit..., after minutes: Int64? = nil, confirmed: Int? = nil, by name: String = "wang"
  ) throws -> CommitOutcome {
    let session = try database.session(name)
    for edit in edits { _ = try session.edit(edit) }
    var terms = CommitTerms(at: minutes.map { database.clock.now.adding(.minutes($0)) })
    terms.confirmation = confirmed.map { .init(minutes: $0) }
    return try session.commit(terms)
  }

  private var running: Rollout { get throws { try database.store.runningRevision().rollout } }
  private var shanghai: Share { get throws { try running.share(of: .shanghai) } }
  private var reasons: [ScheduledCommit.DropReason?] {
    get throws { try database.session().schedule.scheduled().map(\.dropReason) }
  }

  private func pass(_ minutes: Int64) { database.clock.advance(.minutes(minutes)) }

  @Test("name beforehand every scheduled commit that they doom, with the steps after it")
  func doomed() throws {
    try commit(.openRegions([.shanghai], .half), after: 60, by: "li")
    try commit(.openChannels([.web]), after: 90, by: "li")
    let session = try database.session("wang")
    _ = try session.edit(.openRegions([.shanghai], .full))
    #expect(try session.forecast(at: database.clock.now.adding(.minutes(120))).drops.isEmpty)
    #expect(try session.forecast().drops.map(\.number) == [1, 2])
    let outcome = try session.commit(CommitTerms())
    #expect(session.clashes(with: outcome).map(\.dropped.number) == [1, 2])
    pass(100)
    #expect(try reasons == [.conflict, .stepLost])
  }

  // MARK: Undoing

  @Test("that nobody confirms leave nothing behind: the second restoration does not bring back what the first undid")
  func neverConfirmed() throws {
    try commit(.openRegions([.shanghai], Self.hundredth), after: 60, confirmed: 30)
    try commit(.openRegions([.shanghai], Self.tenth), after: 70, confirmed: 30)
    pass(75)
    #expect(try shanghai == Self.tenth)
    pass(20)
    #expect(try shanghai == Self.tenth)
    pass(10)
    #expect(try shanghai == .none)
    #expect(try database.session().audit.verify().isIntact)
  }

  @Test("and are undone from the top go back to what still waits, and to what was confirmed when that ends")
  func fromTheTop() throws {
    try commit(.openRegions([.shanghai], Self.hundredth), after: 60, confirmed: 60)
    try commit(.openRegions([.shanghai], Self.tenth), after: 70, confirmed: 10)
    pass(85)
    #expect(try shanghai == Self.hundredth)
    pass(60)
    #expect(try shanghai == .none)
  }

  @Test("of which one is confirmed keep that one, whichever it is", arguments: [1, 2])
  func oneConfirmed(number: Int) throws {
    try commit(.openRegions([.shanghai], Self.hundredth), after: 10, confirmed: 30)
    try commit(.openRegions([.shanghai], Self.tenth), after: 20, confirmed: 30)
    pass(25)
    _ = try database.session("li").schedule.confirm(number)
    pass(100)
    #expect(try shanghai == (number == 1 ? Self.hundredth : Self.tenth))
  }

  @Test("and say the same: what somebody else's commit said for good stays when the unconfirmed one is undone")
  func saidByAnother() throws {
    try commit(.openRegions([.shanghai], Self.tenth), .openChannels([.app]), after: 30, by: "li")
    try commit(.openRegions([.shanghai], Self.tenth), after: 10, confirmed: 60)
    pass(200)
    #expect(try shanghai == Self.tenth)
    #expect(try database.session().audit.verify().isIntact)
  }

  @Test("and say nothing else are a revision where something unconfirmed says it, too, and stay")
  func onlySaidByAnother() throws {
    try commit(.openRegions([.shanghai], Self.tenth), after: 30, by: "li")
    try commit(.openRegions([.shanghai], Self.tenth), after: 10, confirmed: 60)
    pass(200)
    #expect(try shanghai == Self.tenth)
    #expect(try database.session().schedule.scheduled().map(\.state) == [.applied(revision: 2), .applied(revision: 1)])
  }

  @Test("and an emergency that stops what only an unconfirmed one has stopped: it stays stopped")
  func stoppedAgain() throws {
    try database.commit(.openRegions([.shanghai, .yunnan], .full))
    try commit(.closeRegions([.shanghai]), confirmed: 10)
    _ = try database.session("li").emergencies.stop(.closeRegions([.shanghai]), reason: "x")
    _ = try database.session("li").emergencies.stop(.closeRegions([.shanghai, .yunnan]), reason: "x")
    #expect(throws: OperatorFault.nothingToStop) {
      try database.session("li").emergencies.stop(.closeRegions([.shanghai]), reason: "x")
    }
    pass(20)
    #expect(try shanghai == .none && running.share(of: .yunnan) == .none)
  }

  @Test("of which one disconnected a suspended bank give it back suspended")
  func disconnectedAndSuspended() throws {
    try database.commit(.connect([.icbc], .everywhere))
    try commit(.disconnect([.icbc]), confirmed: 10)
    _ = try database.session("li").emergencies.stop(.suspend([.icbc], reason: "down"), reason: "down")
    pass(10)
    #expect(try running.state(of: .icbc) == .suspended(reason: "down", regions: .everywhere))
  }

  // MARK: Steps

  @Test("stand on their author's earlier ones: where one is undone at its very moment, the next is dropped and told")
  func stepUndone() throws {
    try commit(.openRegions([.shanghai], Self.hundredth), after: 10, confirmed: 30)
    try commit(.openChannels([.app]), after: 40)
    try commit(.openChannels([.web]), after: 40, by: "li")
    pass(60)
    #expect(try running == RebasedRollout.make(.openChannels([.web])))
    #expect(try reasons == [nil, .stepLost, nil])
    #expect(try database.session("wang").news.takeDropped().map(\.number) == [2])
    #expect(try database.session().audit.verify().isIntact)
  }

  @Test("are dropped with a step that is cancelled or dropped, and those are named", arguments: [true, false])
  func stepLost(isCancelled: Bool) throws {
    try commit(.openRegions([.shanghai], Self.hundredth), after: 10)
    try commit(.openRegions([.shanghai], Self.tenth), after: 20)
    try commit(.openChannels([.app]), after: 30)
    try commit(.openChannels([.web]), after: 5)
    if isCancelled {
      let session = try database.session("li")
      #expect(try session.schedule.steps(after: 1).map(\.number) == [2, 3])
      #expect(try session.schedule.cancelCommit(1).dropped.map(\.number) == [2, 3])
    } else {
      try database.commit(.openRegions([.shanghai], .full), author: "li")
    }
    pass(60)
    #expect(try reasons == [isCancelled ? nil : .conflict, .stepLost, .stepLost, nil])
    #expect(try !running.isOpen(.app) && running.isOpen(.web))
  }

  @Test("go on after a step that found nothing to change")
  func stepWithoutEffect() throws {
    try commit(.openRegions([.shanghai], Self.hundredth), after: 10)
    try commit(.openRegions([.shanghai], Self.tenth), after: 20)
    try database.commit(.openRegions([.shanghai], Self.hundredth), author: "li")
    pass(60)
    #expect(try reasons == [.nothingChanged, nil] && shanghai == Self.tenth)
  }

  // MARK: Foretelling

  private func foretold(_ edit: RolloutEdit, after minutes: Int64? = nil, confirmed: Int? = nil, by name: String) throws
    -> [ScheduleClash]
  {
    let session = try database.session(name)
    _ = try session.edit(edit)
    var terms = CommitTerms(at: minutes.map { database.clock.now.adding(.minutes($0)) })
    terms.confirmation = confirmed.map { .init(minutes: $0) }
    return session.clashes(with: try session.commit(terms))
  }

  @Test("are foretold nothing where the same was done at once and then taken back: it takes force")
  func sameThenBack() throws {
    #expect(try foretold(.connect([.icbc], .everywhere), after: 30, by: "wang").isEmpty)
    #expect(try foretold(.connect([.icbc], .everywhere), by: "wang").isEmpty)
    #expect(try foretold(.disconnect([.icbc]), by: "li").isEmpty)
    pass(40)
    #expect(try running.state(of: .icbc) == .connected(.everywhere))
  }

  @Test("are foretold to be dropped by an undoing that comes before, unless it is confirmed")
  func undoneBefore() throws {
    try commit(.openRegions([.shanghai], Self.hundredth), confirmed: 20, by: "li")
    let clashes = try foretold(.openRegions([.shanghai], Self.tenth), after: 30, by: "wang")
    #expect(clashes.map(\.isNew) == [true] && clashes.map(\.unless) == [[.confirmed(.revision(1))]])
    #expect(clashes.first?.fate == .conflict(paths: ["regions.CN-SH.share"], with: .undoing(.revision(1))))
    pass(60)
    #expect(try reasons == [.conflict])
  }

  @Test("are foretold to be dropped only if what clashes is confirmed, and say so; confirming it dooms them")
  func undoneInTime() throws {
    try commit(.openRegions([.shanghai], Self.tenth), after: 30)
    let clashes = try foretold(.openRegions([.shanghai], Self.hundredth), confirmed: 20, by: "li")
    #expect(clashes.map(\.dropsOther) == [true] && clashes.map(\.unless) == [[.undone(.revision(1))]])
    #expect(try foretold(.openChannels([.app]), by: "zhao").map(\.unless) == [[]])
    pass(60)
    #expect(try reasons == [.conflict])
  }

  @Test("are foretold what a second scheduled step does to them")
  func secondStep() throws {
    try commit(.openRegions([.shanghai], Self.tenth), after: 30)
    #expect(try foretold(.openRegions([.shanghai], .full), after: 10, by: "li").map(\.dropped.number) == [1])
    // The subject goes back to the value that the first commit saw, so that this one takes force after all.
    #expect(try foretold(.closeRegions([.shanghai]), after: 20, by: "li").isEmpty)
  }
}

/// Rollouts by their edits.
private enum RebasedRollout {
  static func make(_ edits: RolloutEdit...) -> Rollout { edits.reduce(into: Rollout.initial) { $0.apply($1) } }
}
