import Domain
import Foundation

/// The simulator's memory for its judgements: calls in progress, sealed bytes seen, answers that counted.
struct Ledger {
  /// One application in progress.
  struct Call {
    let number: Int
    let person: Int
    let program: String
    /// The difference of the program's clock.
    let ahead: Span
    let tokenHash: Data?
    /// The banks; nil for every bank that the person can choose.
    let banks: [BankCode]?
    let agreed: Bool
    let faceFits: Bool
    let channel: Channel
    let code: String?
    let firstView: Int
    let firstTick: Int
  }

  /// What histories are played for; those that are chosen tell what they came to.
  enum Mark: CaseIterable {
    /// Something was put aside, and taken on again from there.
    case aside, returned
    /// Something was taken on and put aside unasked.
    case released
    /// A program died with something in hand, or while something was put aside.
    case ownerDied, diedWithAside
    /// A worker took over what a living one had not ended within its lease.
    case leaseRanOut
    /// A bank was disconnected and connected again while something waited for it.
    case leftAndReturned
    /// One commit took in the answers of several banks to a query.
    case manyAnswers
    /// A bank posted an answer again that was taken before, and at the same time.
    case answeredAgain
    /// A query from before, whose identifiers are stored, was answered.
    case oldAnswered
  }

  var marks: Set<Mark> = []
  /// The workers that took enquiries on last, by query and place.
  var hands: [Int: [Int: String]] = [:]
  /// The workers that a crash of the machine ended: their marks are left.
  var diedWithMachine: Set<String> = []
  /// Every identifier of an enquiry or a consent.
  var names: Set<String> = []
  /// The queries that were made ones from before.
  var aged: Set<Int> = []

  var calls: [Call] = []
  var callCount = 0
  /// People with a cancellation, a reset or change of the password or a move in progress, once for each.
  var cancelling: [Int] = []
  var changingKeys: [Int] = []
  var changingPassword: [Int] = []
  var moving: [Int] = []
  /// Sealed bytes that were in the database once, with their query.
  var sealed: [(query: Int, bytes: Data)] = []
  /// The answer that counted, by query and position.
  var counted: [Int: [Int: Data]] = [:]
  /// The queries of a person at the time when their keys were replaced: their reports stay closed.
  var closedForGood: Set<Int> = []
  /// The day keys under which queries were sealed, by the number of the day.
  var dayKeys: [Int: Data] = [:]
  /// The times to which the history moved.
  var ticks: [Moment] = []
  /// Wrong payment passwords acknowledged since the last success or lock, by person.
  var wrongPasswords: [Int: Int] = [:]
  /// The view with which the database began to count wrong passwords anew, by person.
  var clearedAt: [Int: Int] = [:]
  var reportsMade: [String: Int] = [:]
  /// Messages whose time was over when they left the outbox.
  var messagesDropped = 0
}
