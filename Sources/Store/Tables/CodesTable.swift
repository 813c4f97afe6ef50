import Domain
import Foundation

/// An SMS code as stored: hashes only.
public struct CodeRecord: Sendable {
  public let number: Int
  public let binding: Data
  public let codeHash: Data
  public let sentAt: Moment
  public let expiresAt: Moment
  public let attempts: Int
  public let state: State
  /// What the person was shown when it was sent, where that matters; empty otherwise.
  public let subject: String

  public enum State: String, Sendable {
    case open
    case used
    /// A newer one was sent.
    case replaced
    /// Too many wrong attempts.
    case locked
  }
}

extension Transaction {
  /// The codes sent to a phone for a purpose since a time, newest first.
  public func codes(phoneHash: Data, purpose: String, since: Moment) throws -> [CodeRecord] {
    try sql.all(
      """
      select number, binding, code_hash, sent_at, expires_at, attempts, state, subject from codes
      where phone_hash = $1 and purpose = $2 and sent_at > $3 order by number desc
      """,
      .blob(phoneHash), .text(purpose), .integer(since.milliseconds)
    ) { row in
      guard let state = CodeRecord.State(rawValue: row.text(6)) else { throw StoreFault.corrupt("codes") }
      return CodeRecord(
        number: row.int(0), binding: row.blob(1), codeHash: row.blob(2), sentAt: Moment(milliseconds: row.integer(3)),
        expiresAt: Moment(milliseconds: row.integer(4)), attempts: row.int(5), state: state,
        subject: row.text(7))
    }
  }

  /// Keeps a new code; the phone's older ones for the purpose are replaced by it.
  public func insertCode(
    phoneHash: Data, purpose: String, binding: Data, codeHash: Data, expiresAt: Moment, forgetBefore: Moment,
    subject: String = ""
  ) throws {
    try sql.execute(
      "delete from codes where phone_hash = $1 and purpose = $2 and sent_at <= $3", .blob(phoneHash), .text(purpose),
      .integer(forgetBefore.milliseconds))
    try sql.execute(
      "update codes set state = 'replaced' where phone_hash = $1 and purpose = $2 and state = 'open'",
      .blob(phoneHash), .text(purpose))
    try sql.execute(
      """
      insert into codes (phone_hash, purpose, binding, code_hash, sent_at, expires_at, attempts, state, subject)
      values ($1, $2, $3, $4, $5, $6, 0, 'open', $7)
      """,
      .blob(phoneHash), .text(purpose), .blob(binding), .blob(codeHash), .integer(now.milliseconds),
      .integer(expiresAt.milliseconds), .text(subject))
  }

  public func setCode(_ number: Int, attempts: Int, state: CodeRecord.State) throws {
    try sql.execute(
      "update codes set attempts = $1, state = $2 where number = $3", .int(attempts), .text(state.rawValue),
      .int(number))
  }
}
