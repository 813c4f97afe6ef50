import Domain
import Foundation

/// What the simulator keeps in mind to judge by: calls under way, sealed bytes seen, answers that counted.
struct Ledger {
  /// One application while it is under way.
  struct Call {
    let number: Int
    let person: Int
    let program: String
    /// How far the program's clock is off.
    let ahead: Span
    let tokenHash: Data?
    /// Nil: every bank that the person can choose.
    let banks: [BankCode]?
    let agreed: Bool
    let faceFits: Bool
    let channel: Channel
    let code: String?
    let firstView: Int
    let firstTick: Int
  }

  var calls: [Call] = []
  var callCount = 0
  /// People with a cancellation, a reset or change of the password or a move under way, each time it is.
  var cancelling: [Int] = []
  var changingKeys: [Int] = []
  var changingPassword: [Int] = []
  var moving: [Int] = []
  /// Sealed bytes that stood in the database once, and their query.
  var sealed: [(query: Int, bytes: Data)] = []
  /// The answer that counted, by query and position.
  var counted: [Int: [Int: Data]] = [:]
  /// Queries that were there when their person's keys were replaced: their reports stay closed.
  var closedForGood: Set<Int> = []
  /// The day keys under which queries were sealed, by the number of the day.
  var dayKeys: [Int: Data] = [:]
  /// Times to which the history moved.
  var ticks: [Moment] = []
  /// Wrong payment passwords acknowledged since the last success or lock, by person.
  var wrongPasswords: [Int: Int] = [:]
  /// The view with which the database began to count wrong passwords anew, by person.
  var clearedAt: [Int: Int] = [:]
  var reportsMade: [String: Int] = [:]
  /// Messages whose time was over when they left the outbox.
  var messagesDropped = 0
}
