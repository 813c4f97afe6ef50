import Domain
import RolloutRules
import Testing

/// Something that a test did not give was asked for: the rule reaches further than the test says.
struct NotStubbed: Error {
  init(_ what: String) { Issue.record("\(what) is not stubbed") }
}

/// What rules about a bank's health and answers ask.
struct Figures {
  var health: (BankCode) throws -> BankHealth = { _ in throw NotStubbed("health") }
  var answers: ([RegionCode], CalendarDay) throws -> AnswerCount = { _, _ in throw NotStubbed("answers") }
  var enquiries: () throws -> [(bank: BankCode, nextAt: Moment)] = { throw NotStubbed("enquiries") }
  var queries: (BankCode, Bool) throws -> [Int] = { _, _ in throw NotStubbed("queries") }
}
