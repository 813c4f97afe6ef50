import Domain
import Foundation

/// The requesters that have proved by an SMS code that they hold a phone.
extension Transaction {
  public func knows(_ requester: Data, phoneHash: Data, since: Moment) throws -> Bool {
    try sql.first(
      "select 1 from known_requesters where phone_hash = $1 and requester = $2 and at > $3", .blob(phoneHash),
      .blob(requester), .integer(since.milliseconds), read: { _ in true }) ?? false
  }

  /// Notes that the requester holds the phone, and forgets requesters whose last proof is older than a time.
  public func know(_ requester: Data, phoneHash: Data, forgetBefore: Moment) throws {
    try sql.execute(
      "delete from known_requesters where phone_hash = $1 and at <= $2", .blob(phoneHash),
      .integer(forgetBefore.milliseconds))
    try sql.execute(
      """
      insert into known_requesters (phone_hash, requester, at) values ($1, $2, $3)
      on conflict (phone_hash, requester) do update set at = excluded.at
      """,
      .blob(phoneHash), .blob(requester), .integer(now.milliseconds))
    try ownCodes(phoneHash: phoneHash, requester: requester)
    try ownChecks(phoneHash: phoneHash, requester: requester)
  }

  /// Forgets every requester of a number that changes hands: its new holder has yet to prove that the number is theirs.
  func forgetRequesters(phoneHash: Data) throws {
    try sql.execute("delete from known_requesters where phone_hash = $1", .blob(phoneHash))
    try disownCodes(phoneHash: phoneHash)
    try forgetChecks(phoneHash: phoneHash)
  }
}
