import Domain
import Foundation

/// Who has shown that a phone is in their hands: by a code that was sent to it.
extension Transaction {
  public func knows(_ requester: Data, phoneHash: Data, since: Moment) throws -> Bool {
    try sql.first(
      "select 1 from known_requesters where phone_hash = $1 and requester = $2 and at > $3", .blob(phoneHash),
      .blob(requester), .integer(since.milliseconds), read: { _ in true }) ?? false
  }

  /// Notes that the requester has the phone, and forgets those who have not shown it for long.
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

  /// The number changes hands: nobody has shown yet that it is theirs.
  func forgetRequesters(phoneHash: Data) throws {
    try sql.execute("delete from known_requesters where phone_hash = $1", .blob(phoneHash))
    try disownCodes(phoneHash: phoneHash)
    try forgetChecks(phoneHash: phoneHash)
  }
}
