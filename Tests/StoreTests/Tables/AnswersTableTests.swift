import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of how enquiries ended")
struct AnswersTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  /// Counts a query of a region that ended with these states.
  private func end(_ states: EnquiryState..., in region: RegionCode = .shanghai) throws {
    let outcomes = states.map { QueryOutcome(bank: .abc, state: $0, code: nil) }
    try open.write { $0.noteAnswers(outcomes, region: region) }
  }

  private func count(_ regions: RegionCode..., from day: CalendarDay = TestDatabase.start.day) throws -> AnswerCount {
    try open.read { try $0.answerCount(of: regions, from: day) }
  }

  @Test("adds up by region, and leaves withdrawn ones out")
  func addsUp() throws {
    try end(.answered, .timedOut, .withdrawn)
    try end(.answered, .answered)
    try end(.declined, in: .yunnan)
    try end(.withdrawn, in: .yunnan)
    #expect(try count(.shanghai) == AnswerCount(ended: 4, answered: 3))
    #expect(try count(.yunnan) == AnswerCount(ended: 1, answered: 0))
    #expect(try count(.shanghai, .yunnan) == AnswerCount(ended: 5, answered: 3))
    #expect(try count() == AnswerCount())
    #expect(try open.count("answers") == 2)
  }

  @Test("counts on the day on which they ended, and is asked from a day on")
  func days() throws {
    try end(.answered)
    open.clock.set(TestDatabase.start.day.adding(1).start.adding(.milliseconds(-1)))
    try end(.answered)
    open.clock.set(TestDatabase.start.day.adding(1).start)
    try end(.failed)
    #expect(try open.count("answers") == 2)
    #expect(try count(.shanghai) == AnswerCount(ended: 3, answered: 2))
    #expect(try count(.shanghai, from: TestDatabase.start.day.adding(1)) == AnswerCount(ended: 1, answered: 0))
    #expect(try count(.shanghai, from: TestDatabase.start.day.adding(2)) == AnswerCount())
  }

  @Test("keeps nothing of work that was undone")
  func undone() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try open.write { transaction in
        transaction.noteAnswers([QueryOutcome(bank: .abc, state: .answered, code: nil)], region: .shanghai)
        throw Stop()
      }
    }
    #expect(try open.count("answers") == 0)
  }

  private static let foreignCounts = [
    "ended = -5", "ended = 9223372036854775807", "ended = 'many'", "answered = x'00'",
  ]

  @Test("goes on with counts that no program makes: they count as none, and show", arguments: foreignCounts)
  func foreign(change: String) throws {
    try end(.answered)
    do { try open.tamper("update answers set \(change)") } catch { return }
    try end(.answered)
    let sum = try count(.shanghai)
    #expect((1...2).contains(sum.ended) && (1...2).contains(sum.answered))
  }
}
