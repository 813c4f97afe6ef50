import Domain
import RolloutRules
import Testing

@Suite("What falls due at one moment")
struct DueOrderTests {
  private static let (icbc, shanghai, beijing) = (BankCode("icbc"), RegionCode("CN-SH"), RegionCode("CN-BJ"))
  private static let due = RecordsInMemory.start.adding(CertificationVerdict.term)

  private let records: RecordsInMemory

  /// At one moment the certification of a connected bank ends, a request goes without its approvals, a commit is not
  /// confirmed, and a scheduled one is due.
  init() throws {
    records = try RecordsInMemory()
    try records.commit { rollout in
      rollout.set(policy: Policy.certification.name, to: "required")
      rollout.set(.connected(.everywhere), for: Self.icbc)
    }
    try records.certify(Self.icbc)
    records.now = Self.due.adding(.hours(-24))
    var opened = try records.lastAppliedRevision().rollout
    opened.set(.full, for: Self.beijing)
    let request = try records.insertRequest(
      [
        "change": "commit", "base": 1, "rollout": opened.document, "terms": CommitTerms(comment: "Beijing").json,
      ], author: "wang", comment: "Beijing")
    _ = try records.breakGlass(request, by: "li", reason: "nobody is there")
    records.now = Self.due.adding(.minutes(-60))
    try records.startTimer(
      of: records.commit { $0.set(.full, for: Self.shanghai) }, CommitTerms.Confirmation(minutes: 60))
    var rollout = try records.lastAppliedRevision().rollout
    rollout.set(.app, open: true)
    _ = try records.schedule(rollout, base: 2, author: "wang", comment: "", effectiveAt: Self.due)
  }

  @Test("is applied in this order: ends of certifications, restorations, scheduled commits, delayed requests")
  func order() throws {
    let before = records.log.entries.count
    records.now = Self.due
    try records.applyDue()
    #expect(
      records.log.deeds(after: before) == [
        "commit revision 3", "commit revision 4", "restore revision 2", "commit revision 5", "commit revision 6",
        "emergency review 1",
      ])
    let rollout = try records.lastAppliedRevision().rollout
    #expect(
      rollout.state(of: Self.icbc) == .suspended(reason: BankRollout.certificationEnded, regions: .everywhere))
    #expect(rollout.share(of: Self.shanghai) == .none && rollout.share(of: Self.beijing) == .full)
    #expect(rollout.isOpen(.app))
    #expect(records.scheduledList.commits.map(\.state) == [.applied(revision: 5)])
    #expect(records.unconfirmedList.commits.map(\.state) == [.restored(by: 4)])
    #expect(records.glassList.glasses.map(\.state) == [.done(review: 1)])
    #expect(records.requestList.requests.map(\.state) == [.done])
    #expect(records.endList.ends.isEmpty)
  }

  @Test("is not applied a millisecond before, nor twice")
  func once() throws {
    let before = records.log.entries.count
    records.now = Self.due.adding(.milliseconds(-1))
    try records.applyDue()
    #expect(records.log.entries.count == before)
    records.now = Self.due
    try records.applyDue()
    let after = records.log.entries.count
    try records.applyDue()
    #expect(after > before && records.log.entries.count == after)
  }

  @Test("leaves all that waits for a later moment")
  func later() throws {
    records.endList.ends[Self.icbc] = Self.due.adding(.hours(1))
    records.scheduledList.commits = []
    records.glassList.glasses = []
    records.now = Self.due
    try records.applyDue()
    #expect(records.unconfirmedList.commits.map(\.state) == [.restored(by: 3)])
    #expect(records.endList.ends == [Self.icbc: Self.due.adding(.hours(1))])
  }
}
