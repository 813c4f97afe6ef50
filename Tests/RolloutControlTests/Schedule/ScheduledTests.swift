import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A commit at a time to come")
struct ScheduledTests {
  private let database: OperatedDatabase
  private let later = TestDatabase.start.adding(.days(1))

  init() throws {
    database = try OperatedDatabase()
  }

  @Test("is pending under a number of its own until its time")
  func pending() throws {
    guard case .scheduled(let commit) = try database.commit(.openChannels([.app]), at: later) else {
      Issue.record("it was not scheduled")
      return
    }
    #expect(commit.number == 1 && commit.effectiveAt == later && commit.state == .pending)
    let session = try database.session()
    #expect(try session.running().number == 0)
    #expect(try session.history.revisions().isEmpty)
    #expect(try session.schedule.scheduled() == [commit])
    database.clock.advance(.days(1))
    #expect(try session.running().number == 1)
    #expect(try session.schedule.scheduled().map(\.state) == [.applied(revision: 1)])
    #expect(try session.history.revisions().map(\.effectiveAt) == [later])
  }

  @Test("leaves the session with the running revision")
  func sessionAfter() throws {
    let session = try database.session()
    _ = try session.edit(.openChannels([.app]))
    _ = try session.commit(CommitTerms(at: later))
    #expect(!session.differs && session.base.number == 0)
  }

  @Test("follows one before it that changes other things")
  func sequence() throws {
    try database.commit(.openChannels([.app]), at: later)
    try database.commit(.openRegions([.shanghai], .full), at: later.adding(.days(1)))
    try database.commit(.openRegions([.yunnan], .full))
    database.clock.advance(.days(3))
    let rollout = try database.store.runningRevision().rollout
    #expect(rollout.isOpen(.app) && rollout.share(of: .shanghai) == .full && rollout.share(of: .yunnan) == .full)
    #expect(try database.session().history.revisions().count == 3)
  }

  @Test("that is dropped for a conflict is told to the next console and to its author, to each once")
  func dropped() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later, author: "wang")
    try database.commit(.openRegions([.shanghai], .half), author: "li")
    database.clock.advance(.days(2))
    let next = try database.session("zhao")
    #expect(try next.news.takeDropped().map(\.author) == ["wang"])
    #expect(try next.schedule.scheduled().map(\.state) == [.dropped(told: .another)])
    #expect(try next.news.takeDropped().isEmpty)
    #expect(try database.session("li").news.takeDropped().isEmpty)
    #expect(try database.session("wang").news.takeDropped().map(\.number) == [1])
    #expect(try database.session("wang").news.takeDropped().isEmpty)
    #expect(try next.schedule.scheduled().map(\.state) == [.dropped(told: .author)])
    #expect(try next.running().rollout.share(of: .shanghai) == .half)
    #expect(try next.audit.verify().isIntact)
  }

  @Test("that is dropped and told to its author first is told to nobody else")
  func toldAuthor() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later, author: "wang")
    try database.commit(.openRegions([.shanghai], .half), author: "li")
    database.clock.advance(.days(2))
    #expect(try database.session("wang").news.takeDropped().count == 1)
    #expect(try database.session("zhao").news.takeDropped().isEmpty)
  }

  @Test("that takes force under a candidate conflicts with it like anybody else's")
  func underCandidate() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later)
    let session = try database.session()
    _ = try session.edit(.openRegions([.shanghai], .half))
    database.clock.advance(.days(1))
    #expect(rolloutFault { try session.commit(CommitTerms()) }?.code == "revision_conflict")
  }

  /// The conflicts of a commit with scheduled ones: the commit, whether that one is dropped, and the paths.
  private func clashes(_ edit: RolloutEdit, at time: Moment?, author: String) throws -> [String] {
    let session = try database.session(author)
    _ = try session.edit(edit)
    return session.clashes(with: try session.commit(CommitTerms(at: time))).map {
      "\($0.other?.number ?? 0) \($0.dropsOther ? "is dropped" : "comes first"): \($0.paths.joined())"
    }
  }

  @Test("is made beside one that changes the same, and it is said which of the two will be dropped")
  func clashing() throws {
    #expect(try clashes(.openRegions([.shanghai], .full), at: later.adding(.hours(1)), author: "wang").isEmpty)
    #expect(try clashes(.openRegions([.shanghai], .full), at: later, author: "li").isEmpty)
    #expect(
      try clashes(.openRegions([.shanghai], .half), at: later.adding(.minutes(30)), author: "zhao")
        == ["2 comes first: regions.CN-SH.share"])
    #expect(try clashes(.openRegions([.yunnan], .full), at: later, author: "zhao").isEmpty)
    database.clock.advance(.days(2))
    let states = try database.session().schedule.scheduled().map(\.state)
    #expect(states[1] == .applied(revision: 1) && states[2] == .dropped(told: .nobody))
    #expect(try database.session().schedule.scheduled().map(\.dropReason) == [.nothingChanged, nil, .conflict, nil])
  }

  @Test("follows its author's own step before it, but not the one after it, and clashes with what goes at once")
  func clashingWithOwn() throws {
    let first = later.adding(.hours(2))
    #expect(try clashes(.openRegions([.shanghai], .half), at: first, author: "wang").isEmpty)
    #expect(try clashes(.openRegions([.shanghai], .full), at: first.adding(.hours(1)), author: "wang").isEmpty)
    let third = Share(hundredths: 3_000) ?? .none
    #expect(
      try clashes(.openRegions([.shanghai], third), at: later, author: "wang")
        == ["1 is dropped: regions.CN-SH.share", "2 is dropped: regions.CN-SH.share"])
    #expect(try clashes(.openChannels([.app]), at: nil, author: "wang").isEmpty)
    let tenth = Share(hundredths: 1_000) ?? .none
    #expect(try clashes(.openRegions([.shanghai], tenth), at: nil, author: "wang").count == 3)
    // The commits of one operator are one plan: this one stands on the steps that are lost.
    #expect(
      try clashes(.openRegions([.yunnan], .full), at: later.adding(.days(1)), author: "wang")
        == ["3 comes first: regions.CN-YN.share"])
    #expect(try clashes(.openRegions([.yunnan], .full), at: later.adding(.days(1)), author: "li").isEmpty)
    #expect(try clashes(.openChannels([.web]), at: nil, author: "wang").isEmpty)
  }
}
