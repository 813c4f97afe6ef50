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
  /// The choice that the person was shown when the code was sent, for codes that are bound to one; empty otherwise.
  public let subject: String
  /// The bound values as stored.
  let stored: [SQLValue]

  public enum State: String, Sendable {
    case open
    case used
    /// The requester asked for a newer code, or the phone's number changed hands.
    case replaced
    /// Too many wrong codes were entered.
    case locked
  }
}

/// The recipient and the requester of a code, as hashes.
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
  /// The codes that a requester asked for since a time, for a phone and a purpose, newest first. An altered code counts
  /// as sent, and is locked.
  public func codes(to address: CodeAddress, since: Moment) throws -> [CodeRecord] {
    try sql.all(
      """
      select \(SealedTable.codes.selection) from codes
      where phone_hash = $1 and purpose = $2 and requester = $3 and sent_at > $4 order by number desc
      """,
      .blob(address.phoneHash), .text(address.purpose), .blob(address.requester), .integer(since.milliseconds),
      read: readCode)
  }

  /// A code as it stands now; nil if it is gone.
  public func code(_ number: Int) throws -> CodeRecord? {
    try sql.first("select \(SealedTable.codes.selection) from codes where number = $1", .int(number), read: readCode)
  }

  private func readCode(_ row: any SQLRow) throws -> CodeRecord {
    let isIntact = isIntact(row, in: .codes)
    guard let state = isIntact ? CodeRecord.State(rawValue: row.text(8)) : .locked else {
      throw StoreFault.corrupt("codes")
    }
    return CodeRecord(
      number: row.int(0), binding: row.blob(3), codeHash: row.blob(4), sentAt: Moment(milliseconds: row.integer(5)),
      expiresAt: Moment(milliseconds: row.integer(6)), attempts: row.int(7), state: state, subject: row.text(9),
      stored: isIntact ? SealedTable.codes.values(of: row) : [])
  }

  /// The times at which codes went to a phone since a time, for any purpose, newest first: either those that its owner
  /// asked for, or those that anybody else did.
  public func codeTimes(phoneHash: Data, own: Bool, since: Moment) throws -> [Moment] {
    try sql.all(
      "select sent_at from codes where phone_hash = $1 and own = $2 and sent_at > $3 order by number desc",
      .blob(phoneHash), .int(own ? 1 : 0), .integer(since.milliseconds)
    ) { Moment(milliseconds: $0.integer(0)) }
  }

  /// The times at which a requester asked for codes since a time, to any phone, newest first.
  public func codeTimes(requester: Data, since: Moment) throws -> [Moment] {
    try sql.all(
      "select sent_at from codes where requester = $1 and sent_at > $2 order by number desc", .blob(requester),
      .integer(since.milliseconds)
    ) { Moment(milliseconds: $0.integer(0)) }
  }

  /// Stores a new code, which replaces the requester's older ones for the phone and the purpose, and nobody else's.
  public func insertCode(
    to address: CodeAddress, own: Bool, binding: Data, codeHash: Data, expiresAt: Moment, forgetBefore: Moment,
    subject: String = ""
  ) throws {
    try sql.execute(
      "delete from codes where phone_hash = $1 and sent_at <= $2", .blob(address.phoneHash),
      .integer(forgetBefore.milliseconds))
    try changeCodes(
      "phone_hash = $1 and purpose = $2 and requester = $3 and state = 'open'",
      [.blob(address.phoneHash), .text(address.purpose), .blob(address.requester)],
      to: ["state": .text(CodeRecord.State.replaced.rawValue)])
    try insert(
      [
        .int(try nextNumber(in: .codes)), .blob(address.phoneHash), .text(address.purpose), .blob(binding),
        .blob(codeHash), .integer(now.milliseconds), .integer(expiresAt.milliseconds), .integer(0),
        .text(CodeRecord.State.open.rawValue), .text(subject), .blob(address.requester), .int(own ? 1 : 0),
      ], into: .codes)
  }

  private static let attempt = SealedTable.codes.update(of: ["attempts", "state"])

  /// Stores what has become of a code that this transaction has read, and not changed since.
  public func set(_ code: CodeRecord, attempts: Int, state: CodeRecord.State) throws {
    guard !code.stored.isEmpty else { throw RecordFault.altered(.code) }
    var values = code.stored
    for (place, value) in zip(Self.attempt.places, [.int(attempts), .text(state.rawValue)] as [SQLValue]) {
      values[place] = value
    }
    try write(values, Self.attempt)
  }

  /// Counts the codes that the requester asked for before as the owner's from now on.
  func ownCodes(phoneHash: Data, requester: Data) throws {
    try changeCodes(
      "phone_hash = $1 and requester = $2 and own = 0", [.blob(phoneHash), .blob(requester)], to: ["own": .integer(1)])
  }

  /// Invalidates every code sent to a number that changes hands, and counts none as its new owner's.
  func disownCodes(phoneHash: Data) throws {
    try changeCodes("phone_hash = $1 and own <> 0", [.blob(phoneHash)], to: ["own": .integer(0)])
    try changeCodes(
      "phone_hash = $1 and state = 'open'", [.blob(phoneHash)],
      to: ["state": .text(CodeRecord.State.replaced.rawValue)])
  }

  /// Changes the codes that match a condition. An altered code stays as it is.
  private func changeCodes(
    _ condition: String, _ arguments: [SQLValue], to changes: KeyValuePairs<String, SQLValue>
  ) throws {
    var numbers: [Int] = []
    try sql.query("select \(SealedTable.codes.selection) from codes where \(condition)", arguments) { row in
      if isIntact(row, in: .codes) { numbers.append(row.int(0)) }
    }
    for number in numbers { try change(.int(number), in: .codes, to: changes) }
  }
}
