import Domain
import Foundation
import RolloutControl
import Store
import Testing

@Suite("A commit at a time to come")
struct ScheduledTests {
  private let database: TestDatabase
  private let later = TestDatabase.start.adding(.days(1))

  init() throws {
    database = try TestDatabase()
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
    #expect(try session.history().isEmpty)
    #expect(try session.scheduled() == [commit])
    database.clock.advance(.days(1))
    #expect(try session.running().number == 1)
    #expect(try session.scheduled().map(\.state) == [.applied(revision: 1)])
    #expect(try session.history().map(\.effectiveAt) == [later])
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
    #expect(try database.session().history().count == 3)
  }

  @Test("that is dropped for a conflict is told to the next console and to its author, to each once")
  func dropped() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later, author: "wang")
    try database.commit(.openRegions([.shanghai], .half), author: "li")
    database.clock.advance(.days(2))
    let next = try database.session("zhao")
    #expect(try next.takeDropped().map(\.author) == ["wang"])
    #expect(try next.scheduled().map(\.state) == [.dropped(told: .another)])
    #expect(try next.takeDropped().isEmpty)
    #expect(try database.session("li").takeDropped().isEmpty)
    #expect(try database.session("wang").takeDropped().map(\.number) == [1])
    #expect(try database.session("wang").takeDropped().isEmpty)
    #expect(try next.scheduled().map(\.state) == [.dropped(told: .author)])
    #expect(try next.running().rollout.share(of: .shanghai) == .half)
    #expect(try next.verifyAudit().isIntact)
  }

  @Test("that is dropped and told to its author first is told to nobody else")
  func toldAuthor() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later, author: "wang")
    try database.commit(.openRegions([.shanghai], .half), author: "li")
    database.clock.advance(.days(2))
    #expect(try database.session("wang").takeDropped().count == 1)
    #expect(try database.session("zhao").takeDropped().isEmpty)
  }

  @Test("that takes force under a candidate conflicts with it like anybody else's")
  func underCandidate() throws {
    try database.commit(.openRegions([.shanghai], .full), at: later)
    let session = try database.session()
    _ = try session.edit(.openRegions([.shanghai], .half))
    database.clock.advance(.days(1))
    #expect(fault { try session.commit(CommitTerms()) }?.code == "revision_conflict")
  }
}
