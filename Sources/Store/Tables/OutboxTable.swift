import Domain
import Foundation

/// An SMS to be sent, sealed.
public struct OutboxRecord: Sendable {
  public let number: Int
  /// By which a gateway recognises one that is sent again.
  public let id: String
  public let phone: Data
  public let text: Data
  public let attempts: Int
  public let expiresAt: Moment
}

extension Transaction {
  public func insertMessage(id: String, phone: Data, text: Data, nextAt: Moment, expiresAt: Moment) throws {
    try sql.execute(
      "insert into outbox (id, phone, text, attempts, next_at, expires_at) values ($1, $2, $3, 0, $4, $5)", .text(id),
      .blob(phone), .blob(text), .integer(nextAt.milliseconds), .integer(expiresAt.milliseconds))
  }

  public func message(_ id: String) throws -> OutboxRecord? {
    try sql.first(
      "select number, id, phone, text, attempts, expires_at from outbox where id = $1", .text(id),
      read: Self.readMessage)
  }

  /// Messages due now, oldest first.
  public func dueMessages(limit: Int) throws -> [OutboxRecord] {
    try sql.all(
      """
      select number, id, phone, text, attempts, expires_at from outbox where next_at <= $1
      order by next_at, number limit $2
      """,
      .integer(now.milliseconds), .int(limit), read: Self.readMessage)
  }

  private static func readMessage(_ row: any SQLRow) -> OutboxRecord {
    OutboxRecord(
      number: row.int(0), id: row.text(1), phone: row.blob(2), text: row.blob(3), attempts: row.int(4),
      expiresAt: Moment(milliseconds: row.integer(5)))
  }

  /// Puts a message off; `owner` is the worker that is sending it meanwhile.
  public func postponeMessage(_ number: Int, until moment: Moment, attempts: Int, owner: String? = nil) throws {
    try sql.execute(
      "update outbox set next_at = $1, attempts = $2, owner = $3 where number = $4", .integer(moment.milliseconds),
      .int(attempts), .optional(owner), .int(number))
  }

  public func deleteMessage(_ number: Int) throws {
    try sql.execute("delete from outbox where number = $1", .int(number))
  }

  /// Forgets messages that nobody needs any more.
  public func deleteExpiredMessages() throws {
    let now = SQLValue.integer(now.milliseconds)
    try sql.execute("delete from outbox where next_at <= $1 and expires_at <= $2", now, now)
  }

  public func waitingMessageCount() throws -> Int {
    try sql.first("select count(*) from outbox", read: { $0.int(0) }) ?? 0
  }

  /// What the sandbox's gateway delivers; the same message again is the same message.
  public func deliverInSandbox(id: String, phoneHash: Data, text: Data) throws {
    try sql.execute(
      """
      insert into sandbox_messages (id, phone_hash, sent_at, text) values ($1, $2, $3, $4)
      on conflict (id) do nothing
      """,
      .text(id), .blob(phoneHash), .integer(now.milliseconds), .blob(text))
  }

  /// What a phone has received in the sandbox, newest last.
  public func sandboxMessages(phoneHash: Data) throws -> [(id: String, sentAt: Moment, text: Data)] {
    try sql.all(
      "select id, sent_at, text from sandbox_messages where phone_hash = $1 order by number", .blob(phoneHash)
    ) { ($0.text(0), Moment(milliseconds: $0.integer(1)), $0.blob(2)) }
  }
}
