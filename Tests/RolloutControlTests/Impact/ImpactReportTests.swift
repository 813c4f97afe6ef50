import Domain
import RolloutControl
import Store
import Testing
import Text

@Suite("The impact of a candidate")
struct ImpactReportTests {
  private let database: TestDatabase
  private let session: OperatorSession

  /// 100 people in Shanghai and 50 in Yunnan, everything open with two banks.
  init() throws {
    database = try TestDatabase()
    try database.commit(
      .openChannels([.app]), .openRegions([.shanghai, .yunnan], .full), .connect([.icbc, .abc], .everywhere))
    try database.register(0..<100, in: .shanghai)
    try database.register(0..<50, in: .yunnan)
    session = try database.session()
  }

  @Test("counts people by region and bank, each once over everything it changes")
  func counts() throws {
    _ = try session.edit(.openRegions([.shanghai], try #require(Share(hundredths: 30))))
    _ = try session.edit(.suspend([.icbc], reason: "x"))
    let impact = try session.impact().impact
    #expect(impact.people.serviceLost == 70 && impact.people.lost == 150 && impact.people.banksChanged == 150)
    #expect(impact.regions.map(\.region) == [.shanghai, .yunnan])
    #expect(impact.regions.map(\.people.serviceLost) == [70, 0] && impact.regions.map(\.people.lost) == [100, 50])
    #expect(impact.banks.map(\.bank) == [.icbc, .abc] && impact.banks.map(\.lost) == [150, 70])
    #expect(impact.banks.map(\.gained) == [0, 0])
  }

  @Test("of a candidate without changes is nothing, and writes nothing")
  func empty() throws {
    let records = try database.records()
    let report = try session.impact()
    #expect(report.impact.people == Impact.People() && report.queries == QueryImpact() && report.from == 1)
    #expect(try database.records() == records)
  }

  @Test("is counted against what runs now, with what somebody else committed meanwhile")
  func rebased() throws {
    _ = try session.edit(.disconnect([.abc]))
    try database.commit(.closeRegions([.yunnan]), author: "li")
    #expect(try session.impact().impact.people.lost == 100)
    #expect(try session.impact().from == 2)
  }

  @Test("names queries that would wait and queries that would be withdrawn, each once, and their enquiries by bank")
  func queries() throws {
    try database.query(1, at: [(.icbc, .queued), (.abc, .sent)])
    try database.query(2, at: [(.icbc, .sent), (.abc, .answered)])
    try database.query(3, at: [(.icbc, .acknowledged)])
    _ = try session.edit(.suspend([.icbc, .abc], reason: "x"))
    let held = try session.impact().queries
    #expect(held.queriesHeld == 2 && held.queriesWithdrawn == 0)
    #expect(held.banks.map(\.bank) == [.abc, .icbc] && held.banks.map(\.held) == [1, 2])
    #expect(held.enquiriesHeld == 3 && held.enquiriesWithdrawn == 0)
    try session.discard()
    _ = try session.edit(.disconnect([.icbc, .abc]))
    let withdrawn = try session.impact().queries
    #expect(withdrawn.queriesWithdrawn == 3 && withdrawn.enquiriesWithdrawn == 4 && withdrawn.queriesHeld == 0)
    try session.discard()
    _ = try session.edit(.pauseService(reason: "x"))
    #expect(try session.impact().queries == held)
  }
}

@Suite("A commit by which people lose something")
struct LossTests {
  private let database: TestDatabase
  private let session: OperatorSession

  init() throws {
    database = try TestDatabase()
    try database.commit(.openChannels([.app]), .openRegions([.shanghai], .full), .connect([.icbc], .everywhere))
    try database.register(0..<10, in: .shanghai)
    try database.set(.losses, "confirm")
    session = try database.session()
    _ = try session.edit(.closeRegions([.shanghai]))
  }

  private func refused(_ terms: CommitTerms, _ code: String, _ facts: JSONValue) throws {
    let (records, running) = (try database.records(), try database.store.runningRevision().number)
    let fault = try #require(anyFault { try session.commit(terms) })
    #expect(fault.code == code && JSONValue.object(fault.facts) == facts && fault.kind == .refused)
    #expect(try database.records() == records && database.store.runningRevision().number == running)
    #expect(session.differs)
  }

  @Test("is refused where the policy asks for the number and nothing was said")
  func notExpected() throws {
    try refused(CommitTerms(), "losses_not_expected", ["lost": 10])
    #expect(try session.forecast().lossesToConfirm == 10)
  }

  @Test("is refused when more would lose than was said, with both numbers")
  func exceeded() throws {
    try refused(CommitTerms(expecting: 9), "losses_exceed_expected", ["lost": 10, "expected": 9])
  }

  @Test("passes with the number, or a greater one", arguments: [10, 11])
  func expected(number: Int) throws {
    _ = try session.commit(CommitTerms(expecting: number))
    #expect(try session.running().rollout.share(of: .shanghai) == .none)
  }

  @Test("is held to the number that was said, whatever the policy says")
  func policyOff() throws {
    try database.set(.losses, "off")
    try refused(CommitTerms(expecting: 0), "losses_exceed_expected", ["lost": 10, "expected": 0])
    _ = try session.commit(CommitTerms())
  }

  @Test("does not switch the policy off for itself")
  func switchedOff() throws {
    _ = try session.edit(.setPolicy(try #require(PolicySetting(.losses, "off"))))
    try refused(CommitTerms(), "losses_not_expected", ["lost": 10])
  }

  @Test("is judged by who is registered when it is committed")
  func meanwhile() throws {
    #expect(try session.forecast().lossesToConfirm == 10)
    try database.register(10..<11, in: .shanghai)
    try refused(CommitTerms(expecting: 10), "losses_exceed_expected", ["lost": 11, "expected": 10])
  }

  @Test("with a time is judged when it is entered and not again when it takes force")
  func scheduled() throws {
    let time = TestDatabase.start.adding(.hours(1))
    try refused(CommitTerms(at: time, expecting: 9), "losses_exceed_expected", ["lost": 10, "expected": 9])
    _ = try session.commit(CommitTerms(at: time, expecting: 10))
    try database.register(10..<20, in: .shanghai)
    database.clock.advance(.hours(1))
    #expect(try database.store.runningRevision().rollout.share(of: .shanghai) == .none)
  }

  @Test("asks nothing where people only gain, or nobody is registered")
  func noLoss() throws {
    try session.discard()
    _ = try session.edit(.connect([.abc], .everywhere))
    _ = try session.edit(.closeRegions([.yunnan]))
    #expect(try session.forecast().lossesToConfirm == nil && session.forecast().impact.impact.people.gained == 10)
    _ = try session.commit(CommitTerms())
  }
}
