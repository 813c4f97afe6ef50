import Domain
import RolloutRules
import Testing

@Suite("A commit that nobody confirmed")
struct RestorationTests {
  private static let (shanghai, beijing) = (RegionCode("CN-SH"), RegionCode("CN-BJ"))
  private static let abc = BankCode("abc")

  private let records: RecordsInMemory

  /// Revision 1 opens Shanghai for good, revision 2 opens Beijing for an hour, revision 3 opens a channel meanwhile.
  init() throws {
    records = try RecordsInMemory()
    try records.commit { $0.set(.full, for: Self.shanghai) }
  }

  private func commitForAnHour(_ guardrails: [HealthGuardrail] = [], _ evidence: Evidence = .usual) throws {
    let revision = try records.commit { $0.set(.full, for: Self.beijing) }
    try records.startTimer(
      of: revision, CommitTerms.Confirmation(minutes: 60, guardrails: guardrails, evidence: evidence))
    records.now = records.now.adding(.minutes(1))
    try records.commit(by: "li") { $0.set(.app, open: true) }
  }

  private var running: Rollout { get throws { try records.lastAppliedRevision().rollout } }
  private var states: [UnconfirmedCommit.State] { records.unconfirmedList.commits.map(\.state) }

  @Test("is undone alone when its time is over: what came before and after it stays")
  func undone() throws {
    try commitForAnHour()
    records.now = RecordsInMemory.start.adding(.minutes(60))
    try records.applyDue()
    #expect(states == [.restored(by: 4)])
    #expect(try running.share(of: Self.beijing) == .none && running.share(of: Self.shanghai) == .full)
    #expect(try running.isOpen(.app))
    let restoration = try records.lastAppliedRevision()
    #expect(restoration.author == Revision.systemAuthor)
    #expect(restoration.effectiveAt == RecordsInMemory.start.adding(.minutes(60)))
    #expect(try records.log.record("restore", of: "revision 2")?["restoration"] == 4)
  }

  @Test("stays where it was confirmed in time")
  func confirmed() throws {
    try commitForAnHour()
    try records.confirm(#require(try records.waitingCommits().first), by: "li")
    records.now = RecordsInMemory.start.adding(.days(1))
    try records.applyDue()
    #expect(states == [.confirmed(by: "li")])
    #expect(try running.share(of: Self.beijing) == .full)
  }

  @Test("makes no revision where others have undone it already")
  func nothingLeft() throws {
    try commitForAnHour()
    try records.commit(by: "li") { $0.set(.none, for: Self.beijing) }
    records.now = RecordsInMemory.start.adding(.minutes(60))
    try records.applyDue()
    #expect(states == [.restored(by: nil)] && records.revisions.count == 5)
  }

  @Test("takes the steps that stand on it along, where it was a scheduled one")
  func steps() throws {
    var rollout = try running
    rollout.set(.full, for: Self.beijing)
    _ = try records.schedule(
      rollout, base: 1, author: "wang", comment: "", effectiveAt: records.now.adding(.minutes(10)),
      confirmation: CommitTerms.Confirmation(minutes: 60))
    rollout.set(.app, open: true)
    _ = try records.schedule(
      rollout, base: 1, author: "wang", comment: "", effectiveAt: records.now.adding(.hours(2)))
    records.now = records.now.adding(.minutes(70))
    try records.applyDue()
    #expect(states == [.restored(by: 3)])
    #expect(records.scheduledList.commits.map(\.dropReason) == [nil, .stepLost])
  }

  @Test("is decided by its guardrails where it has any", arguments: [(100, true), (50, false)])
  func guarded(answered: Int, isHeld: Bool) throws {
    try records.commit { rollout in
      rollout.set(policy: Policy.guardrail.name, to: "90")
      rollout.set(.connected(.everywhere), for: Self.abc)
    }
    records.figures.health = { bank in
      BankHealth(bank == Self.abc ? [(.asked, 100), (.answered(bucket: 0), answered)] : [])
    }
    try commitForAnHour([.answered])
    records.now = RecordsInMemory.start.adding(.minutes(60))
    try records.applyDue()
    #expect(states == [isHeld ? .confirmed(by: Revision.systemAuthor) : .restored(by: 5)])
    #expect(try running.share(of: Self.beijing) == (isHeld ? .full : .none))
  }

  @Test("goes on waiting, as long again, where its guardrails have no evidence and it was said to hold")
  func putOff() throws {
    try records.commit { $0.set(.connected(.everywhere), for: Self.abc) }
    records.figures.health = { _ in BankHealth([]) }
    try commitForAnHour([.answered], Evidence(atLeast: 10, otherwise: .hold))
    records.now = RecordsInMemory.start.adding(.minutes(60))
    try records.applyDue()
    #expect(states == [.waiting])
    #expect(records.unconfirmedList.commits.map(\.until) == [RecordsInMemory.start.adding(.minutes(120))])
  }

  @Test("is undone where its guardrails have no evidence and nothing else was said")
  func noEvidence() throws {
    try records.commit { $0.set(.connected(.everywhere), for: Self.abc) }
    records.figures.health = { _ in BankHealth([]) }
    try commitForAnHour([.answered])
    records.now = RecordsInMemory.start.adding(.minutes(60))
    try records.applyDue()
    #expect(states == [.restored(by: 5)])
  }
}
