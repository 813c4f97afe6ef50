import Domain
import Foundation

/// Sessions, by the keyed hash of their token.
extension Transaction {
  public func insertSession(tokenHash: Data, person: String, expiresAt: Moment) throws {
    try sql.execute("delete from sessions where expires_at <= $1", .integer(now.milliseconds))
    try sql.execute(
      "insert into sessions (token_hash, person, expires_at) values ($1, $2, $3)", .blob(tokenHash), .text(person),
      .integer(expiresAt.milliseconds))
  }

  /// The person of a session that has not ended.
  public func person(tokenHash: Data) throws -> PersonRecord? {
    let id = try sql.first(
      "select person from sessions where token_hash = $1 and expires_at > $2", .blob(tokenHash),
      .integer(now.milliseconds), read: { $0.text(0) })
    return try id.flatMap { try person($0) }
  }

  public func deleteSession(tokenHash: Data) throws {
    try sql.execute("delete from sessions where token_hash = $1", .blob(tokenHash))
  }

  /// A number that changes hands ends them all.
  public func deleteSessions(of person: String) throws {
    try sql.execute("delete from sessions where person = $1", .text(person))
  }

  /// A new password ends every other session.
  public func deleteSessions(of person: String, except tokenHash: Data) throws {
    try sql.execute("delete from sessions where person = $1 and token_hash <> $2", .text(person), .blob(tokenHash))
  }
}
