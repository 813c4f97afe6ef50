import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A candidate")
struct CandidateTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    try database.commit(.openRegions([.shanghai], .half))
    try database.commit(.openRegions([.shanghai], .full), .openChannels([.app]))
    session = try database.session()
  }

  @Test("says of each edit whether it changed anything")
  func edits() throws {
    #expect(try !session.edit(.openChannels([.app])))
    #expect(try session.edit(.pauseService(reason: "维护")))
    #expect(try !session.edit(.pauseService(reason: "维护")))
    #expect(try session.edit(.resumeService))
    #expect(!session.differs)
  }

  @Test("is nobody else's business until it is committed, and gone when it is not")
  func uncommitted() throws {
    _ = try session.edit(.closeRegions([.shanghai]))
    #expect(try database.session().candidate.share(of: .shanghai) == .full)
    #expect(try database.store.runningRevision().rollout.share(of: .shanghai) == .full)
  }

  @Test("follows the running revision with its changes on top, as long as nobody changes the same things")
  func follows() throws {
    try database.commit(.openChannels([.web]))
    #expect(try session.running().number == 3)
    #expect(session.base.number == 3 && session.candidate.isOpen(.web))
    _ = try session.edit(.openRegions([.shanghai], .half))
    try database.commit(.openChannels([.offline]))
    #expect(try session.running().number == 4)
    #expect(session.base.number == 4 && session.candidate.isOpen(.offline))
    #expect(session.candidate.share(of: .shanghai) == .half)
    try database.commit(.closeRegions([.shanghai]))
    #expect(try session.running().number == 5)
    #expect(session.base.number == 4 && session.candidate.share(of: .shanghai) == .half)
  }

  @Test("discarded is the running revision again")
  func discarded() throws {
    _ = try session.edit(.closeRegions([.shanghai]))
    try database.commit(.openChannels([.web]))
    try session.discard()
    #expect(!session.differs && session.base.number == 3)
  }

  @Test("rolled back is what a revision was, and takes force with a commit of its own")
  func rollback() throws {
    try session.rollback(to: 1)
    #expect(session.candidate.share(of: .shanghai) == .half && !session.candidate.isOpen(.app))
    #expect(try session.running().number == 2)
    _ = try session.commit(CommitTerms(comment: "back"))
    let history = try session.history.revisions()
    #expect(history.map(\.number) == [1, 2, 3])
    #expect(history[2].rollout == history[0].rollout && history[2].hash != history[0].hash)
  }

  @Test("rolled back to nothing is revision 0, and to the running revision changes nothing")
  func rollbackEnds() throws {
    try session.rollback(to: 0)
    #expect(session.candidate == .initial)
    try session.rollback(to: 2)
    #expect(rolloutFault { try session.commit(CommitTerms()) } == .nothingChanged)
  }

  @Test("cannot be rolled back to a revision that does not exist, and stays as it is", arguments: [-1, 3, 99, Int.max])
  func unknown(number: Int) throws {
    _ = try session.edit(.openChannels([.web]))
    let candidate = session.candidate
    #expect(rolloutFault { try session.rollback(to: number) } == .unknownRevision(number))
    #expect(session.candidate == candidate)
  }

  @Test("rolled back in a candidate that clashes is that revision and nothing of what was said before")
  func rollbackAfterClash() throws {
    _ = try session.edit(.openRegions([.shanghai], .half))
    try database.commit(.closeRegions([.shanghai]), .openRegions([.yunnan], .full), author: "li")
    try session.rollback(to: 1)
    _ = try session.commit(CommitTerms())
    let history = try session.history.revisions()
    #expect(history.last?.rollout == history.first?.rollout)
  }

  @Test("rolled back clashes with whatever is committed after it, so that it is that revision or nothing")
  func rollbackThenOthers() throws {
    try session.rollback(to: 1)
    try database.commit(.openRegions([.yunnan], .full), author: "li")
    #expect(rolloutFault { try session.commit(CommitTerms()) }?.code == "revision_conflict")
    #expect(try database.store.runningRevision().rollout.share(of: .yunnan) == .full)
  }

  @Test("that clashes shows what was said and nothing else, and takes an edit that its base had already")
  func clashing() throws {
    _ = try session.edit(.openRegions([.shanghai], .half))
    try database.commit(.closeRegions([.shanghai]), .openRegions([.yunnan], .full), .openChannels([.web]), author: "li")
    #expect(try session.compare(from: nil, to: nil).changes.map(\.path) == ["regions.CN-SH.share"])
    #expect(try session.edit(.closeRegions([.yunnan])))
    #expect(
      try session.compare(from: nil, to: nil).changes.map(\.path) == ["regions.CN-SH.share", "regions.CN-YN.share"])
    guard
      case .revisionConflict(let base, let running, let ours, _)? = rolloutFault({ try session.commit(CommitTerms()) })
    else {
      Issue.record("it does not clash")
      return
    }
    #expect(base == 2 && running == 3 && ours.map(\.path) == ["regions.CN-SH.share"])
  }

  @Test("keeps what was said on purpose though it changed nothing: somebody else who makes it otherwise clashes")
  func saidOnPurpose() throws {
    #expect(try !session.edit(.closeRegions([.yunnan])))
    #expect(try session.edit(.openChannels([.web])))
    try database.commit(.openRegions([.yunnan], .full), author: "li")
    #expect(try session.compare(from: nil, to: nil).changes.map(\.path) == ["channels.web", "regions.CN-YN.share"])
    #expect(rolloutFault { try session.commit(CommitTerms()) }?.code == "revision_conflict")
  }

  @Test("has nothing of one's own edit that was taken back")
  func takenBack() throws {
    _ = try session.edit(.openRegions([.yunnan], .half))
    _ = try session.edit(.closeRegions([.yunnan]))
    _ = try session.edit(.openChannels([.web]))
    try database.commit(.openRegions([.yunnan], .full), author: "li")
    _ = try session.commit(CommitTerms())
    #expect(try session.running().rollout.share(of: .yunnan) == .full)
  }

  @Test("compared with an old revision is the one of now")
  func comparedNow() throws {
    try database.commit(.openChannels([.web]), author: "li")
    #expect(try session.compare(from: 2, to: nil).changes.map(\.path) == ["channels.web"])
  }

  @Test("that was kept is put back with all that was said", arguments: [false, true])
  func putBack(clashes: Bool) throws {
    _ = try session.edit(.closeRegions([.yunnan]))
    _ = try session.edit(.openRegions([.shanghai], .half))
    if clashes { try database.commit(.closeRegions([.shanghai]), author: "li") }
    _ = try session.running()
    let other = try database.session()
    try other.putBack(session.snapshot)
    #expect(other.snapshot == session.snapshot)
    try database.commit(.openRegions([.yunnan], .full), author: "li")
    #expect(rolloutFault { try other.commit(CommitTerms()) }?.code == "revision_conflict")
  }

  @Test("is compared with the running revision, with a revision, or two revisions with each other")
  func compare() throws {
    _ = try session.edit(.openChannels([.web]))
    func lines(_ from: Int?, _ to: Int?) throws -> [String] {
      try session.compare(from: from, to: to).changes.map { "\($0.path) \($0.from.json.compact) \($0.to.json.compact)" }
    }
    #expect(try lines(nil, nil) == [#"channels.web "closed" "open""#])
    #expect(
      try lines(1, nil) == [
        #"channels.app "closed" "open""#, #"channels.web "closed" "open""#, "regions.CN-SH.share 50 100",
      ])
    #expect(try lines(2, 1) == [#"channels.app "open" "closed""#, "regions.CN-SH.share 100 50"])
    #expect(try lines(2, 2).isEmpty)
    let comparison = try session.compare(from: 1, to: 2)
    #expect(comparison.from == .revision(1) && comparison.to == .revision(2))
    #expect(try session.compare(from: nil, to: nil).to == .candidate)
  }

  @Test("is not compared with a revision that does not exist", arguments: [(9, nil), (1, 9), (-1, 1)] as [(Int, Int?)])
  func compareUnknown(from: Int, to: Int?) {
    #expect(rolloutFault { try session.compare(from: from, to: to) }?.code == "unknown_revision")
  }
}
