import Domain
import RolloutRules
import Testing

/// A record that the test did not give was read: the rule depends on more than the test says.
struct NotStubbed: Error {
  init(_ what: String) { Issue.record("\(what) is not stubbed") }
}

/// The figures of a bank's health and answers that rules read.
struct Figures {
  var health: (BankCode) throws -> BankHealth = { _ in throw NotStubbed("health") }
  var answers: ([RegionCode], CalendarDay) throws -> AnswerCount = { _, _ in throw NotStubbed("answers") }
  var queries: () throws -> [BankCode: QueriesInFlight] = { throw NotStubbed("queries") }
}
