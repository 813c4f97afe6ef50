import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A commit")
struct CommitTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    session = try database.session()
  }

  @Test("makes the candidate the running revision, with author, comment and time, and is audited")
  func commits() throws {
    #expect(try session.edit(.openRegions([.shanghai], .full)))
    #expect(session.differs)
    guard case .committed(let revision) = try session.commit(CommitTerms(comment: "第一批")) else {
      Issue.record("it was not committed at once")
      return
    }
    #expect(revision.number == 1 && revision.author == "wang" && revision.comment == "第一批")
    #expect(revision.committedAt == TestDatabase.start && revision.effectiveAt == TestDatabase.start)
    #expect(try session.running() == revision)
    #expect(!session.differs && session.base == revision)
    #expect(try session.history.revisions() == [revision])
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.author == "wang" && record.action == "commit" && record.object == "revision 1")
    #expect(try session.audit.verify().isIntact)
  }

  @Test("with nothing changed is refused and writes nothing")
  func nothingChanged() throws {
    let before = try database.records()
    #expect(rolloutFault { try session.commit(CommitTerms()) } == .nothingChanged)
    #expect(try session.edit(.openChannels([.app])))
    #expect(try session.edit(.closeChannels([.app])))
    #expect(rolloutFault { try session.commit(CommitTerms()) } == .nothingChanged)
    #expect(
      rolloutFault { try session.commit(CommitTerms(at: TestDatabase.start.adding(.days(1)))) } == .nothingChanged)
    #expect(rolloutFault { try session.check() } == .nothingChanged)
    #expect(try database.records() == before)
  }

  @Test("of what somebody else has committed meanwhile is refused as nothing changed")
  func sameMeanwhile() throws {
    _ = try session.edit(.openChannels([.app]))
    try database.commit(.openChannels([.app]), author: "li")
    #expect(rolloutFault { try session.commit(CommitTerms()) } == .nothingChanged)
  }

  @Test("on top of somebody else's that touches the same things is refused with the difference, and overwrites nothing")
  func conflict() throws {
    _ = try session.edit(.openRegions([.shanghai, .yunnan], .half))
    try database.commit(.openRegions([.shanghai], .full), .openChannels([.app]), author: "li")
    let before = try database.records()
    let calls: [() throws -> Void] = [
      { _ = try session.check() }, { _ = try session.commit(CommitTerms()) },
    ]
    for call in calls {
      let found = try #require(rolloutFault(call))
      guard case .revisionConflict(let base, let running, let ours, let theirs) = found else {
        Issue.record("\(found) is no conflict")
        return
      }
      #expect(base == 0 && running == 1)
      #expect(ours.map(\.path) == ["regions.CN-SH.share"] && ours.map(\.to.json) == [50])
      #expect(theirs.map(\.path) == ["regions.CN-SH.share"] && theirs.map(\.to.json) == [100])
      #expect(found.code == "revision_conflict" && found.kind == .refused)
      #expect(found.message.en.contains("share of CN-SH: 100 % there, 50 % in the candidate"))
      #expect(found.facts.map(\.key) == ["base", "running", "ours", "theirs"])
    }
    #expect(try database.records() == before)
    #expect(try database.store.runningRevision().rollout.share(of: .shanghai) == .full)
    #expect(session.candidate.share(of: .shanghai) == .half)
  }

  @Test("on top of somebody else's that touches other things keeps both")
  func rebased() throws {
    _ = try session.edit(.openRegions([.shanghai], .half))
    try database.commit(.openChannels([.app]), .connect([.icbc], .everywhere), author: "li")
    #expect(try session.check().map(\.path) == ["regions.CN-SH.share"])
    _ = try session.commit(CommitTerms())
    let rollout = try session.running().rollout
    #expect(rollout.isOpen(.app) && rollout.share(of: .shanghai) == .half)
    #expect(rollout.state(of: .icbc) == .connected(.everywhere))
  }

  @Test("at a time in the past is refused and writes nothing", arguments: [Span.milliseconds(1), .days(400)])
  func timeInPast(before: Span) throws {
    _ = try session.edit(.openChannels([.app]))
    let records = try database.records()
    let time = TestDatabase.start.adding(.milliseconds(-before.milliseconds))
    #expect(rolloutFault { try session.commit(CommitTerms(at: time)) } == .timeInPast(time, now: TestDatabase.start))
    #expect(try database.records() == records)
    #expect(session.differs)
  }

  @Test("at this very time is in force at once")
  func now() throws {
    _ = try session.edit(.openChannels([.app]))
    guard case .committed = try session.commit(CommitTerms(at: TestDatabase.start)) else {
      Issue.record("it was scheduled")
      return
    }
  }

  @Test("with its check lists what it would change, and changes nothing")
  func check() throws {
    _ = try session.edit(.openRegions([.shanghai], .half))
    let before = try database.records()
    #expect(
      try session.check().map { "\($0.path) \($0.from.json.compact) \($0.to.json.compact)" } == [
        "regions.CN-SH.share 0 50"
      ])
    #expect(try database.records() == before)
    #expect(try session.running().number == 0)
  }
}
