import Domain
import Foundation

/// Sessions, by the keyed hash of their token.
extension Transaction {
  public func insertSession(tokenHash: Data, person: String, expiresAt: Moment) throws {
    try sql.execute("delete from sessions where expires_at <= $1", .integer(now.milliseconds))
    try insert([.blob(tokenHash), .text(person), .integer(expiresAt.milliseconds)], into: .sessions)
  }

  /// The identifier of the person whose session has this token; nil if the session has ended or its row was altered.
  public func visitor(tokenHash: Data) throws -> String? {
    try sql.first(
      "select \(SealedTable.sessions.selection) from sessions where token_hash = $1 and expires_at > $2",
      .blob(tokenHash), .integer(now.milliseconds)
    ) { isIntact($0, in: .sessions) ? $0.text(1) : nil } ?? nil
  }

  /// The person whose session has this token; nil if the session has ended.
  public func person(tokenHash: Data) throws -> PersonRecord? {
    try visitor(tokenHash: tokenHash).flatMap { try person($0) }
  }

  public func deleteSession(tokenHash: Data) throws {
    try sql.execute("delete from sessions where token_hash = $1", .blob(tokenHash))
  }

  /// Ends every session of a person, whose number changes hands.
  public func deleteSessions(of person: String) throws {
    try sql.execute("delete from sessions where person = $1", .text(person))
  }

  /// Ends every other session of a person, who has a new password.
  public func deleteSessions(of person: String, except tokenHash: Data) throws {
    try sql.execute("delete from sessions where person = $1 and token_hash <> $2", .text(person), .blob(tokenHash))
  }
}
