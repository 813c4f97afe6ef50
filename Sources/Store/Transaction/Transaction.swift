import Domain
import Foundation
import RolloutRules
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
  /// Rows that were found altered, each once.
  var noticed: [AlteredRow] = []
  /// What holds at the end of the audit chain, as this transaction leaves it; nil until it is asked for.
  var held: Authority?
  /// The same as it is stored.
  var stored: Authority?
  /// How many records the chain had before this transaction; nil until what decides is asked for.
  var recordsBefore: Int?
  /// The tables that decide, as far as this transaction asked.
  var tables: [DecidingTable: HeldTable] = [:]
  /// Whether the head beside the secrets stood in the chain as it was before: only then does it follow.
  var followsHead = false
  /// What is put up with: to look at it, and to decide about it.
  let regardless: Set<PendingDecision>
  /// The head beside the secrets, as it was known before the snapshot was taken.
  let noted: AuditHead?
  private var works: [FollowUp] = []

  init(
    now: Moment, store: Store, sql: any SQLSession, noted: AuditHead?, regardless: Set<PendingDecision>,
    clockFault: StoreFault? = nil
  ) {
    self.clockFault = clockFault
    self.now = now
    self.regardless = regardless
    self.noted = noted
    self.store = store
    self.sql = sql
  }

  /// Writes all that was counted and noticed on the way, and what seals it.
  func finish() throws {
    try writeHealth()
    try writeAnswers()
    try auditNoticed(noticed)
    try sealAuthority()
  }

  /// Runs something once the transaction has been committed, and not at all if it is rolled back. Where it fails, the
  /// commit stands: it is told (`Store.takeTroubles`), and tried again with the next write.
  public func afterCommit(_ work: @escaping @Sendable () throws -> Void) { afterCommit(.other, work) }

  func afterCommit(_ kind: FollowUp.Kind, _ work: @escaping @Sendable () throws -> Void) {
    works.append(FollowUp(kind: kind, work: work))
  }

  /// Done after the commit, in order.
  var followUps: [FollowUp] {
    guard let held, followsHead, held.head != noted else { return works }
    let file = store.auditHead
    return works + [
      FollowUp(kind: .auditHead) {
        file.see(held.head)
        try file.note(held.head)
      }
    ]
  }
}
