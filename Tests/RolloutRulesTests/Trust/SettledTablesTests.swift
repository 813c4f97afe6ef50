import Domain
import RolloutRules
import Testing

@Suite("Records that were altered and are put right")
struct SettledTablesTests {
  private let records: RecordsInMemory

  /// Two commits of one author wait for their time, the second stands on the first; one of somebody else waits, too.
  init() throws {
    records = try RecordsInMemory()
    try schedule(by: "wang", hours: 1) { $0.set(.full, for: RegionCode("CN-SH")) }
    try schedule(by: "wang", hours: 2) { $0.set(.full, for: RegionCode("CN-BJ")) }
    try schedule(by: "li", hours: 3) { $0.set(.app, open: true) }
  }

  private func schedule(by author: String, hours: Int64, _ edit: (inout Rollout) -> Void) throws {
    var rollout = Rollout.initial
    edit(&rollout)
    _ = try records.schedule(
      rollout, base: 0, author: author, comment: "", effectiveAt: records.now.adding(.hours(hours)))
  }

  private var reasons: [ScheduledCommit.DropReason?] { records.scheduledList.commits.map(\.dropReason) }

  @Test("take no force, and what stands on them is dropped with them; what was not altered goes on")
  func altered() throws {
    let commit = records.scheduledList.commits[0]
    records.scheduledList.commits[0] = ScheduledCommit(
      number: 1, base: 0, rollout: .initial, author: commit.author, comment: commit.comment,
      committedAt: commit.committedAt, effectiveAt: commit.effectiveAt, state: .pending)
    records.unsealed = [.scheduled]
    try records.settleScheduled()
    #expect(reasons == [.altered, .stepLost, nil])
    #expect(records.log.deeds().suffix(2) == ["drop scheduled 1", "drop scheduled 2"])
    #expect(records.unsealed.isEmpty)
  }

  @Test("that nobody ever entered are removed, which is said")
  func madeUp() throws {
    let author = records.scheduledList.commits[0].author
    records.scheduledList.commits.append(
      ScheduledCommit(
        number: 9, base: 0, rollout: .initial, author: author, comment: "", committedAt: records.now,
        effectiveAt: records.now.adding(.hours(1)), state: .pending))
    records.unsealed = [.scheduled]
    try records.settleScheduled()
    #expect(records.scheduledList.commits.map(\.number) == [1, 2, 3] && reasons == [nil, nil, nil])
    #expect(records.log.deeds().last == "altered scheduled 9")
  }

  @Test("are not looked at while they are as they were sealed")
  func sealed() throws {
    let before = records.log.entries.count
    try records.settleScheduled()
    #expect(records.log.entries.count == before)
  }
}
