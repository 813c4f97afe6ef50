import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A commit under preconditions")
struct PreconditionCommitTests {
  private let database: OperatedDatabase
  private let session: OperatorSession
  private var pilot: [RegionCode] { [.shanghai, .yunnan] }

  /// The first pilot has just opened.
  init() throws {
    database = try OperatedDatabase()
    try database.commit(.openChannels([.app]), .connect([.icbc], .everywhere))
    try database.set(.preconditions, "required")
    try database.commit(.openRegions([.shanghai, .yunnan], .full))
    session = try database.session()
  }

  private func openBeijing() throws { _ = try session.edit(.openRegions([.beijing], .full)) }

  private func unmet(_ terms: CommitTerms = CommitTerms()) throws -> [UnmetPrecondition] {
    let records = try database.records()
    guard case .unmet(let unmet)? = anyFault({ try session.commit(terms) }) as? PreconditionFault else { return [] }
    #expect(try database.records() == records && session.differs)
    return unmet
  }

  private func figures(_ terms: CommitTerms = CommitTerms()) throws -> OpeningFigures? {
    guard case .opening(_, let figures)? = try unmet(terms).first else { return nil }
    return figures
  }

  @Test("opens the second group only after the days, and then with the share")
  func opening() throws {
    try openBeijing()
    database.clock.advance(.days(13))
    try database.end(answered: 99, failed: 1, withdrawn: 50, in: .yunnan)
    let early = try #require(try figures())
    #expect(early.openDays(upTo: 14) == 13 && early.openSince == TestDatabase.start && early.opened == [.beijing])
    #expect(early.answers == AnswerCount(ended: 100, answered: 99))
    #expect(try session.forecast().unmet.count == 1)
    database.clock.advance(.days(1))
    #expect(try session.forecast().unmet.isEmpty)
    try database.end(answered: 0, failed: 1, in: .shanghai)
    #expect(try figures()?.answers == AnswerCount(ended: 101, answered: 99))
    try database.end(answered: 100, in: .shanghai)
    _ = try session.commit(CommitTerms())
    #expect(try session.running().rollout.share(of: .beijing) == .full)
  }

  @Test("counts the last days only")
  func window() throws {
    try openBeijing()
    try database.end(answered: 0, failed: 100, in: .shanghai)
    database.clock.advance(.days(15))
    try database.end(answered: 1, in: .shanghai)
    _ = try session.commit(CommitTerms())
  }

  @Test("opens nothing on a group that nobody has asked anything in")
  func silence() throws {
    try openBeijing()
    database.clock.advance(.days(100))
    #expect(try figures()?.answers == AnswerCount())
  }

  @Test("begins to count anew when a region of the group before was closed in between")
  func interrupted() throws {
    try database.end(answered: 1, in: .shanghai)
    database.clock.advance(.days(10))
    try database.commit(.closeRegions([.yunnan]))
    try database.commit(.openRegions([.yunnan], try #require(Share(hundredths: 1))))
    try openBeijing()
    database.clock.advance(.days(4))
    #expect(try figures()?.openDays(upTo: 14) == 4)
    try database.commit(.closeRegions([.yunnan]))
    #expect(try figures()?.openSince == nil)
  }

  @Test("opens part of a group, however small the share, under the same rule, and asks no more of what is open")
  func partly() throws {
    _ = try session.edit(.openRegions([.beijing], try #require(Share(hundredths: 1))))
    #expect(try unmet().count == 1)
    _ = try session.commit(CommitTerms(overriding: "ministry"))
    try openBeijing()
    _ = try session.commit(CommitTerms())
  }

  @Test("that opens several groups at once is told of each")
  func several() throws {
    _ = try session.edit(.openRegions([.beijing, .tianjin], .full))
    #expect(try unmet().map(\.subject) == ["group pilot-2 after pilot-1", "group all after pilot-2"])
    guard case .opening(_, let figures)? = try unmet().last else {
      Issue.record("the last is not told of")
      return
    }
    #expect(figures.opened == [.tianjin] && figures.openSince == nil)
  }

  @Test("does not switch the policy off for itself, and passes once it is off")
  func policy() throws {
    try openBeijing()
    _ = try session.edit(.setPolicy(try #require(PolicySetting(.preconditions, "off"))))
    #expect(try unmet().count == 1)
    try database.set(.preconditions, "off")
    _ = try session.commit(CommitTerms())
  }

  @Test("connects a bank only with days of certification left")
  func certification() throws {
    _ = try session.edit(.connect([.abc], .everywhere))
    #expect(
      try unmet().map(\.message.en) == ["bank abc needs 60 days of certification left to connect: it has no valid one"])
    let end = try #require(try database.certify(.abc).endsAt)
    database.clock.advance(.days(121))
    guard case .connection(.abc, let rule, let endsAt, _)? = try unmet().first else {
      Issue.record("it is not refused")
      return
    }
    #expect(endsAt == end && rule.certificationDays == 60)
    try database.certify(.abc)
    _ = try session.commit(CommitTerms())
  }

  // MARK: Overriding

  @Test("that overrides passes, and the audit holds reason and figures")
  func override() throws {
    try openBeijing()
    _ = try session.commit(CommitTerms(overriding: "ministry"))
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "override" && record.object == "revision 4" && record.author == "wang")
    #expect(record.detail["reason"] == "ministry")
    let unmet = try items(of: record.detail["unmet"])
    #expect(unmet.map { $0["openDays"] } == [0] && unmet.map { $0["neededDays"] } == [14])
    #expect(try session.audit.verify().isIntact)
  }

  @Test("that overrides nothing is recorded as any other")
  func nothingToOverride() throws {
    _ = try session.edit(.openChannels([.web]))
    _ = try session.commit(CommitTerms(overriding: "to be sure"))
    #expect(try session.audit.records(last: 1).first?.action == "commit")
  }

  @Test("in a real database is overridden by nobody without the role")
  func approver() throws {
    let database = try OperatedDatabase(isReal: true)
    try database.session("root").administration.addOperator("zhao", .operator)
    let session = try database.session("zhao")
    _ = try session.edit(.openRegions([.beijing], .full))
    #expect(anyFault { try session.commit(CommitTerms()) }?.code == "preconditions_unmet")
    #expect(anyFault { try session.commit(CommitTerms(overriding: "me")) }?.code == "override_needs_approver")
    #expect(try session.history.revisions().count == 1)
    guard
      case .done = try database.session("wang").approvals.approve(
        try session.requestCommit(CommitTerms(overriding: "me")).number)
    else { throw OperatorFault.nothingToConfirm }
    #expect(try session.history.revisions().count == 2)
  }

  // MARK: Scheduled

  @Test("with a time is judged for that time when it is entered")
  func scheduled() throws {
    try openBeijing()
    try database.end(answered: 1, in: .shanghai)
    #expect(try figures(CommitTerms(at: TestDatabase.start.adding(.days(13))))?.openDays(upTo: 14) == 13)
    _ = try session.commit(CommitTerms(at: TestDatabase.start.adding(.days(14))))
    database.clock.advance(.days(14))
    #expect(try database.store.runningRevision().rollout.share(of: .beijing) == .full)
  }

  @Test("with a time is judged again when it takes force, and dropped with the figures")
  func dropped() throws {
    try openBeijing()
    try database.end(answered: 1, in: .shanghai)
    _ = try session.commit(CommitTerms(at: TestDatabase.start.adding(.days(14))))
    try database.end(answered: 0, failed: 1, in: .shanghai)
    database.clock.advance(.days(14))
    #expect(try session.news.takeDropped().map(\.dropReason) == [.preconditionsUnmet])
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "drop" && record.detail["reason"] == "preconditions_unmet")
    let unmet = try items(of: record.detail["unmet"])
    #expect(unmet.map { $0["answeredPercent"] } == [50])
    #expect(try session.audit.verify().isIntact)
  }

  @Test("with a time may miss later what was overridden")
  func overriddenLater() throws {
    try openBeijing()
    _ = try session.commit(CommitTerms(at: TestDatabase.start.adding(.days(2)), overriding: "ministry"))
    database.clock.advance(.days(2))
    #expect(try session.running().rollout.share(of: .beijing) == .full)
    let records = try session.audit.records(last: 2)
    #expect(records.map(\.action) == ["commit", "override"] && records[1].detail["reason"] == "ministry")
    #expect(try session.audit.verify().isIntact)
  }

  @Test("with a time may miss later nothing but what was overridden")
  func overriddenInPart() throws {
    try openBeijing()
    try database.certify(.abc)
    _ = try session.edit(.connect([.abc], .everywhere))
    _ = try session.commit(CommitTerms(at: TestDatabase.start.adding(.days(2)), overriding: "ministry"))
    try database.certify(.abc, .conditional(why: Sample.why))
    database.clock.advance(.days(2))
    #expect(try session.news.takeDropped().map(\.dropReason) == [.preconditionsUnmet])
  }
}
