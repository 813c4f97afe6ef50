import Domain
import Foundation
import RolloutRules
import Sealing

/// One unit of work on the store: reads one snapshot, or reads and writes and then commits as a whole.
///
/// The tables are reached through a transaction (`transaction.queries`, ...).
public final class Transaction {
  /// The time of everything that this transaction writes: never before the latest time written.
  public let now: Moment
  public let store: Store
  /// The fault for which nothing may be written or take force now: the clock is not believed, and `now` is the latest
  /// time written.
  public let clockFault: StoreFault?
  let sql: any Snapshot
  /// What is protected until this transaction has ended; nil in a snapshot, which changes nothing.
  let protections: Protections?
  /// What turned out to be needed and is not protected: the transaction is run again with it.
  var lacking: Protections = []
  /// The latest revision that closed each bank, as far as this transaction asked.
  var closures: [BankCode: Int?] = [:]
  /// The days that have a table of answers, once they have been asked for.
  var vaultDaysRead: [CalendarDay]?
  /// The measures counted and not written yet.
  var health = HealthTally()
  /// The outcomes of enquiries, counted and not written yet.
  var answers = AnswerTally()
  /// The rows that were found altered, each once.
  var noticed: [AlteredRow] = []
  /// The authority at the end of the audit chain as this transaction leaves it; nil until needed.
  var held: Authority?
  /// The authority as stored.
  var stored: Authority?
  /// How many records the chain had before this transaction; nil until what decides is asked for.
  var recordsBefore: Int?
  /// The tables that decide that this transaction has read.
  var tables: [DecidingTable: HeldTable] = [:]
  /// Whether the head beside the secrets was in the chain before this transaction: only then is it set to the new end.
  var followsHead = false
  /// The faults of the database that this transaction puts up with, for looking and for deciding about them.
  let regardless: Set<PendingDecision>
  /// The head beside the secrets, as it was known before the snapshot was taken.
  let noted: AuditHead?
  private var works: [FollowUp] = []

  init(
    now: Moment, store: Store, sql: any Snapshot, protecting: Protections? = nil, noted: AuditHead?,
    regardless: Set<PendingDecision>, clockFault: StoreFault? = nil
  ) {
    protections = protecting
    self.clockFault = clockFault
    self.now = now
    self.regardless = regardless
    self.noted = noted
    self.store = store
    self.sql = sql
  }

  /// Writes the records of altered rows and the seals. What was counted goes into the commit (`CommitTally`).
  func finish() throws {
    try auditNoticed(noticed)
    try sealAuthority()
  }

  /// Runs work once the transaction has been committed, and not at all if it is rolled back. If the work fails, the
  /// commit stands: the failure is told (`Store.takeTroubles`), and the work tried again with the next write.
  public func afterCommit(_ work: @escaping @Sendable () throws -> Void) { afterCommit(.other, work) }

  func afterCommit(_ kind: FollowUp.Kind, _ work: @escaping @Sendable () throws -> Void) {
    works.append(FollowUp(kind: kind, work: work))
  }

  /// The work to do after the commit, in order.
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
