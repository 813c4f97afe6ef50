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
  /// The codes sent to a phone for a purpose since a time, newest first. One that was altered counts as sent, and is
  /// locked.
  public func codes(phoneHash: Data, purpose: String, since: Moment) throws -> [CodeRecord] {
    try sql.all(
      """
      select \(SealedTable.codes.selection) from codes
      where phone_hash = $1 and purpose = $2 and sent_at > $3 order by number desc
      """,
      .blob(phoneHash), .text(purpose), .integer(since.milliseconds), read: readCode)
  }

  private func readCode(_ row: any SQLRow) throws -> CodeRecord {
    let isIntact = isIntact(row, in: .codes)
    guard let state = isIntact ? CodeRecord.State(rawValue: row.text(8)) : .locked else {
      throw StoreFault.corrupt("codes")
    }
    return CodeRecord(
      number: row.int(0), binding: row.blob(3), codeHash: row.blob(4), sentAt: Moment(milliseconds: row.integer(5)),
      expiresAt: Moment(milliseconds: row.integer(6)), attempts: row.int(7), state: state, subject: row.text(9))
  }

  /// Keeps a new code; the phone's older ones for the purpose are replaced by it.
  public func insertCode(
    phoneHash: Data, purpose: String, binding: Data, codeHash: Data, expiresAt: Moment, forgetBefore: Moment,
    subject: String = ""
  ) throws {
    try sql.execute(
      "delete from codes where phone_hash = $1 and purpose = $2 and sent_at <= $3", .blob(phoneHash), .text(purpose),
      .integer(forgetBefore.milliseconds))
    let open = try sql.all(
      "select \(SealedTable.codes.selection) from codes where phone_hash = $1 and purpose = $2 and state = 'open'",
      .blob(phoneHash), .text(purpose)
    ) { (number: $0.int(0), isIntact: isIntact($0, in: .codes)) }
    for code in open where code.isIntact {
      try change(.int(code.number), in: .codes, to: ["state": .text(CodeRecord.State.replaced.rawValue)])
    }
    try insert(
      [
        .int(try nextNumber(in: .codes)), .blob(phoneHash), .text(purpose), .blob(binding), .blob(codeHash),
        .integer(now.milliseconds), .integer(expiresAt.milliseconds), .integer(0),
        .text(CodeRecord.State.open.rawValue), .text(subject),
      ], into: .codes)
  }

  public func setCode(_ number: Int, attempts: Int, state: CodeRecord.State) throws {
    try change(
      .int(number), in: .codes, to: ["attempts": .int(attempts), "state": .text(state.rawValue)])
  }
}
