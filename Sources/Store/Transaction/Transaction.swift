import Domain
import Foundation
import Sealing

/// What is done to the store as one: reads one snapshot, or reads and writes and then commits as a whole.
///
/// The tables are reached through it (`transaction.queries`, ...).
public final class Transaction {
  /// The time of everything this transaction writes: never before the latest time written.
  public let now: Moment
  public let store: Store
  /// Why nothing may be written or put in force now: the clock is not believed, and `now` is the latest time written.
  public let clockFault: StoreFault?
  let sql: any SQLSession
  /// Which revision closed each bank last, as far as this transaction asked.
  var closures: [BankCode: Int?] = [:]
  /// Counted and not written yet.
  var health = HealthTally()
  /// How enquiries ended; counted and not written yet.
  var answers: [RegionCode: AnswerCount] = [:]
  /// The end of the audit chain where this transaction has added to it.
  var audited: AuditTail?
  /// Rows that were found altered, each once.
  var noticed: [AlteredRow] = []
  private var works: [@Sendable () throws -> Void] = []

  init(now: Moment, store: Store, sql: any SQLSession, clockFault: StoreFault? = nil) {
    self.clockFault = clockFault
    self.now = now
    self.store = store
    self.sql = sql
  }

  /// Writes all that was counted and noticed on the way.
  func writeTallies() throws {
    try writeHealth()
    try writeAnswers()
    try auditNoticed(noticed)
  }

  /// Runs something once the transaction has been committed, and not at all if it is rolled back.
  public func afterCommit(_ work: @escaping @Sendable () throws -> Void) {
    works.append(work)
  }

  /// Done after the commit, in order.
  var followUps: [@Sendable () throws -> Void] {
    guard let audited, audited.continuesHead else { return works }
    let file = store.auditHead
    return works + [{ try file.note(audited.head) }]
  }
}
