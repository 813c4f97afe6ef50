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
    /// Its requester asked for a newer one, or the phone's number changed hands.
    case replaced
    /// Too many wrong attempts.
    case locked
  }
}

/// Whom a code goes to and who asked for it, as hashes.
public struct CodeAddress: Sendable {
  public let phoneHash: Data
  public let purpose: String
  public let requester: Data

  public init(phoneHash: Data, purpose: String, requester: Data) {
    self.phoneHash = phoneHash
    self.purpose = purpose
    self.requester = requester
  }
}

extension Transaction {
  /// The codes that a requester asked for since a time, for a phone and a purpose, newest first.
  public func codes(to address: CodeAddress, since: Moment) throws -> [CodeRecord] {
    try sql.all(
      """
      select number, binding, code_hash, sent_at, expires_at, attempts, state, subject from codes
      where phone_hash = $1 and purpose = $2 and requester = $3 and sent_at > $4 order by number desc
      """,
      .blob(address.phoneHash), .text(address.purpose), .blob(address.requester), .integer(since.milliseconds)
    ) { row in
      guard let state = CodeRecord.State(rawValue: row.text(6)) else { throw StoreFault.corrupt("codes") }
      return CodeRecord(
        number: row.int(0), binding: row.blob(1), codeHash: row.blob(2), sentAt: Moment(milliseconds: row.integer(3)),
        expiresAt: Moment(milliseconds: row.integer(4)), attempts: row.int(5), state: state,
        subject: row.text(7))
    }
  }

  /// When codes went to a phone since a time, whatever for, newest first: those that its owner asked for, or those that
  /// anybody else did.
  public func codeTimes(phoneHash: Data, own: Bool, since: Moment) throws -> [Moment] {
    try sql.all(
      "select sent_at from codes where phone_hash = $1 and own = $2 and sent_at > $3 order by number desc",
      .blob(phoneHash), .int(own ? 1 : 0), .integer(since.milliseconds)
    ) { Moment(milliseconds: $0.integer(0)) }
  }

  /// When a requester asked for codes since a time, to whatever phone, newest first.
  public func codeTimes(requester: Data, since: Moment) throws -> [Moment] {
    try sql.all(
      "select sent_at from codes where requester = $1 and sent_at > $2 order by number desc", .blob(requester),
      .integer(since.milliseconds)
    ) { Moment(milliseconds: $0.integer(0)) }
  }

  /// Keeps a new code; the requester's older ones for the phone and the purpose are replaced by it, nobody else's.
  public func insertCode(
    to address: CodeAddress, own: Bool, binding: Data, codeHash: Data, expiresAt: Moment, forgetBefore: Moment,
    subject: String = ""
  ) throws {
    try sql.execute(
      "delete from codes where phone_hash = $1 and sent_at <= $2", .blob(address.phoneHash),
      .integer(forgetBefore.milliseconds))
    try sql.execute(
      """
      update codes set state = 'replaced'
      where phone_hash = $1 and purpose = $2 and requester = $3 and state = 'open'
      """,
      .blob(address.phoneHash), .text(address.purpose), .blob(address.requester))
    try sql.execute(
      """
      insert into codes (phone_hash, purpose, requester, own, binding, code_hash, sent_at, expires_at, attempts, state,
        subject)
      values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 'open', $9)
      """,
      .blob(address.phoneHash), .text(address.purpose), .blob(address.requester), .int(own ? 1 : 0), .blob(binding),
      .blob(codeHash), .integer(now.milliseconds), .integer(expiresAt.milliseconds), .text(subject))
  }

  public func setCode(_ number: Int, attempts: Int, state: CodeRecord.State) throws {
    try sql.execute(
      "update codes set attempts = $1, state = $2 where number = $3", .int(attempts), .text(state.rawValue),
      .int(number))
  }

  /// What the requester asked for before counts as the owner's from now on.
  func ownCodes(phoneHash: Data, requester: Data) throws {
    try sql.execute(
      "update codes set own = 1 where phone_hash = $1 and requester = $2 and own = 0", .blob(phoneHash),
      .blob(requester))
  }

  /// The number changes hands: no code that was sent to it is good any more, and none was its new owner's.
  func disownCodes(phoneHash: Data) throws {
    try sql.execute("update codes set own = 0 where phone_hash = $1", .blob(phoneHash))
    try sql.execute(
      "update codes set state = 'replaced' where phone_hash = $1 and state = 'open'", .blob(phoneHash))
  }
}
