import Crypto
import Domain
import Foundation
import Sealing

/// Values that are good once: the nonces of signed messages that were taken, the first opening of an unreadable answer,
/// and the answers that were taken, since a bank whose callback got no reply posts the
/// same answer again, even after its enquiry has ended. Stored are a nonce, as a keyed hash, until its signature has
/// run out, since a bank could write anything into it; an opening, as a keyed hash, as long as its report; and an answer, as a hash, for a day longer than its enquiry could have run. All
/// but nonces begin with a slash, which no bank's code does.
extension Transaction {
  /// Notes that a bank's message was taken; false if it was taken before. `until` is the end of its signature.
  public func take(nonce: String, of bank: BankCode, until: Moment) throws -> Bool {
    let hash = store.secret.hash("nonce \(bank) \(nonce)", for: .pseudonym).prefix(16).hexadecimal
    return try once("\(bank) \(hash)", until: until)
  }

  /// Notes that an answer was opened and could not be read; false if that was noted before. Who opened the answer
  /// cannot be told without the server secret.
  public func take(openingOf answer: String, until: Moment) throws -> Bool {
    let hash = store.secret.hash("opening \(answer)", for: .pseudonym).prefix(16).hexadecimal
    return try once("/opened \(hash)", until: until)
  }

  /// Notes a value until a moment; false if the value is noted and its moment has not passed.
  private func once(_ text: String, until: Moment) throws -> Bool {
    let written = try sql.execute(
      """
      insert into nonces (nonce, until) values ($1, $2)
      on conflict (nonce) do update set until = excluded.until where nonces.until < $3
      """,
      .text(text), .integer(until.milliseconds), .integer(now.milliseconds))
    return written > 0
  }

  /// Notes that a bank's answer was taken. `digest` tells the answer from any other.
  public func noteTaken(_ digest: String, of bank: BankCode, until: Moment) throws {
    _ = try once("/taken \(bank) \(digest)", until: until)
  }

  /// Whether the answer with this digest was taken.
  public func isTaken(_ digest: String, of bank: BankCode) throws -> Bool {
    try sql.first(
      "select 1 from nonces where nonce = $1 and until >= $2", .text("/taken \(bank) \(digest)"),
      .integer(now.milliseconds), read: { _ in true }) ?? false
  }

  func areNoncesOld(by age: Span) throws -> Bool {
    let limit = now.adding(.milliseconds(-age.milliseconds))
    return try sql.first(
      "select 1 from nonces where until < $1 limit 1", .integer(limit.milliseconds), read: { _ in true }) ?? false
  }

  func forgetOldNonces() throws {
    try sql.execute("delete from nonces where until < $1", .integer(now.milliseconds))
    try forgetOldEphemeralKeys()
  }
}
