import Domain
import Foundation

/// An SMS to be sent, sealed.
public struct OutboxRecord: Sendable {
  public let number: Int
  /// The identifier by which a gateway recognises an SMS that is sent again.
  public let id: String
  public let phone: Data
  public let text: Data
  public let recipient: MessageRecipient
  public let attempts: Int
  public let expiresAt: Moment
  /// Whether the row is not as this program wrote it: such an SMS is not sent.
  public let isAltered: Bool
}

/// The recipient of an SMS. A phone number is not a person: the recipient is judged again when the SMS is sent.
public enum MessageRecipient: Sendable, Equatable {
  /// Whoever has the number: they asked for the SMS, or somebody did who says that the number is theirs.
  case anybody
  /// The number, while it is the person's.
  case holder(person: String)
  /// The person, on the number that they have when the SMS is sent.
  case person(String)
  /// A number that was the person's, while it is nobody else's.
  case former(person: String)

  fileprivate var columns: (person: String?, reach: String?) {
    switch self {
    case .anybody: (nil, nil)
    case .holder(let person): (person, "holder")
    case .person(let person): (person, "person")
    case .former(let person): (person, "former")
    }
  }

  fileprivate init(person: String?, reach: String?) {
    self =
      switch (person, reach) {
      case (let person?, "holder"): .holder(person: person)
      case (let person?, "person"): .person(person)
      case (let person?, "former"): .former(person: person)
      default: .anybody
      }
  }
}

extension Transaction {
  public func insertMessage(
    id: String, phone: Data, text: Data, to recipient: MessageRecipient = .anybody, nextAt: Moment, expiresAt: Moment
  ) throws {
    let (person, reach) = recipient.columns
    try insert(
      [
        .text(id), .blob(phone), .blob(text), .integer(expiresAt.milliseconds), .optional(person), .optional(reach),
      ],
      beside: [.integer(0), .integer(nextAt.milliseconds)], into: .outbox)
  }

  private static let messageColumns = "\(SealedTable.outbox.selection), number, attempts"

  public func message(_ id: String) throws -> OutboxRecord? {
    try sql.first("select \(Self.messageColumns) from outbox where id = $1", .text(id), read: readMessage)
  }

  /// Messages due now, oldest first.
  public func dueMessages(limit: Int) throws -> [OutboxRecord] {
    try sql.all(
      "select \(Self.messageColumns) from outbox where next_at <= $1 order by next_at, number limit $2",
      .integer(now.milliseconds), .int(limit), read: readMessage)
  }

  private func readMessage(_ row: any SQLRow) -> OutboxRecord {
    OutboxRecord(
      number: row.int(7), id: row.text(0), phone: row.blob(1), text: row.blob(2),
      recipient: MessageRecipient(person: row.optionalText(4), reach: row.optionalText(5)),
      attempts: row.unboundCount(8),
      expiresAt: Moment(milliseconds: row.integer(3)), isAltered: !isIntact(row, in: .outbox))
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

  /// Deletes messages that have expired.
  public func deleteExpiredMessages() throws {
    let now = SQLValue.integer(now.milliseconds)
    try sql.execute("delete from outbox where next_at <= $1 and expires_at <= $2", now, now)
  }

  public func waitingMessageCount() throws -> Int {
    try sql.first("select count(*) from outbox", read: { $0.int(0) }) ?? 0
  }

  /// Delivers an SMS in the sandbox; one with the identifier of an earlier one is not delivered twice.
  public func deliverInSandbox(id: String, phoneHash: Data, text: Data) throws {
    try insert(
      [.text(id), .blob(phoneHash), .integer(now.milliseconds), .blob(text)], into: .sandboxMessages,
      unlessThere: true)
  }

  /// The SMS that a phone has received in the sandbox, newest last; altered ones are left out.
  public func sandboxMessages(phoneHash: Data) throws -> [(id: String, sentAt: Moment, text: Data)] {
    try sql.all(
      "select \(SealedTable.sandboxMessages.selection) from sandbox_messages where phone_hash = $1 order by number",
      .blob(phoneHash)
    ) { row -> (id: String, sentAt: Moment, text: Data)? in
      guard isIntact(row, in: .sandboxMessages) else { return nil }
      return (row.text(0), Moment(milliseconds: row.integer(2)), row.blob(3))
    }
    .compactMap(\.self)
  }
}
