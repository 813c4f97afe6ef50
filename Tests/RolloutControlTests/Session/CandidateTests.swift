import Domain
import RolloutControl
import Store
import Testing

@Suite("A candidate")
struct CandidateTests {
  private let database: TestDatabase
  private let session: OperatorSession

  init() throws {
    database = try TestDatabase()
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
    let history = try session.history()
    #expect(history.map(\.number) == [1, 2, 3])
    #expect(history[2].rollout == history[0].rollout && history[2].hash != history[0].hash)
  }

  @Test("rolled back to nothing is revision 0, and to the running revision changes nothing")
  func rollbackEnds() throws {
    try session.rollback(to: 0)
    #expect(session.candidate == .initial)
    try session.rollback(to: 2)
    #expect(fault { try session.commit(CommitTerms()) } == .nothingChanged)
  }

  @Test("cannot be rolled back to a revision that does not exist, and stays as it is", arguments: [-1, 3, 99, Int.max])
  func unknown(number: Int) throws {
    _ = try session.edit(.openChannels([.web]))
    let candidate = session.candidate
    #expect(fault { try session.rollback(to: number) } == .unknownRevision(number))
    #expect(session.candidate == candidate)
  }

  @Test("is compared with the running revision, with a revision, or two revisions with each other")
  func compare() throws {
    _ = try session.edit(.openChannels([.web]))
    func lines(_ from: Int?, _ to: Int?) throws -> [String] {
      try session.compare(from: from, to: to).changes.map { "\($0.path) \($0.from.compact) \($0.to.compact)" }
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
    #expect(fault { try session.compare(from: from, to: to) }?.code == "unknown_revision")
  }
}
