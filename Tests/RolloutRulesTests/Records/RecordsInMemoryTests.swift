import Domain
import RolloutRules
import Testing

@Suite("The records in memory")
struct RecordsInMemoryTests {
  @Test("fail a test that did not give what a rule asks for")
  func notStubbed() throws {
    let records = try RecordsInMemory()
    try records.commit { $0.set(.connected(.everywhere), for: BankCode("icbc")) }
    let guarded = CommitTerms.Confirmation(minutes: 60, guardrails: [.answered])
    try records.startTimer(of: records.commit { $0.set(.full, for: RegionCode("CN-SH")) }, guarded)
    records.now = records.now.adding(.minutes(60))
    withKnownIssue { try records.applyDue() }
  }
}
