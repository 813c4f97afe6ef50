import Domain
import Foundation

/// The identity and face checks that were asked for about a phone, as far as limits need them.
extension Transaction {
  /// The times of checks of a person's presence at a phone since a time, newest first: either those that the phone's
  /// owner asked for, or those of anybody else.
  public func checkTimes(phoneHash: Data, own: Bool, since: Moment) throws -> [Moment] {
    try sql.all(
      "select at from presence_checks where phone_hash = $1 and own = $2 and at > $3 order by number desc",
      .blob(phoneHash), .int(own ? 1 : 0), .integer(since.milliseconds)
    ) { Moment(milliseconds: $0.integer(0)) }
  }

  /// The times at which a requester had anybody's presence checked since a time, newest first.
  public func checkTimes(requester: Data, since: Moment) throws -> [Moment] {
    try sql.all(
      "select at from presence_checks where requester = $1 and at > $2 order by number desc", .blob(requester),
      .integer(since.milliseconds)
    ) { Moment(milliseconds: $0.integer(0)) }
  }

  /// Notes a check before it is made, and deletes checks that no limit counts any more.
  public func noteCheck(of phoneHash: Data, by requester: Data, own: Bool, forgetBefore: Moment) throws {
    try sql.execute("delete from presence_checks where at <= $1", .integer(forgetBefore.milliseconds))
    try sql.execute(
      "insert into presence_checks (phone_hash, requester, own, at) values ($1, $2, $3, $4)", .blob(phoneHash),
      .blob(requester), .int(own ? 1 : 0), .integer(now.milliseconds))
  }

  /// Counts the checks that the requester asked for before as the owner's from now on.
  func ownChecks(phoneHash: Data, requester: Data) throws {
    try sql.execute(
      "update presence_checks set own = 1 where phone_hash = $1 and requester = $2", .blob(phoneHash), .blob(requester))
  }

  /// Deletes the checks about a number that changes hands: those about its former holder do not concern the new one.
  func forgetChecks(phoneHash: Data) throws {
    try sql.execute("delete from presence_checks where phone_hash = $1", .blob(phoneHash))
  }
}
