import BankLink
import Domain
import Foundation
import Sealing
import Store
import Text

/// SMS that survive crashes: written in the transaction that causes them, deleted once the gateway has them.
struct Outbox: Sendable {
  let parts: EngineParts

  private static let pauses = GrowingPause(from: .seconds(5), to: .minutes(10))
  private static let batch = 50

  /// Puts a message into the outbox. A lease keeps other workers off a message that is sent at once.
  func put(
    _ text: String, to phone: PhoneNumber, meant recipient: MessageRecipient = .anybody, id: String,
    in transaction: Transaction, expiresAt: Moment, sentAtOnce: Bool
  ) throws {
    let seal = AtRest(transaction.store.secret, for: .messages)
    try transaction.insertMessage(
      id: id, phone: try seal.seal(Data(phone.text.utf8), context: "phone \(id)"),
      text: try seal.seal(Data(text.utf8), context: "text \(id)"), to: recipient,
      nextAt: sentAtOnce ? transaction.now.adding(parts.settings.messageLease) : transaction.now, expiresAt: expiresAt)
  }

  /// Sends one message now, and gives whether the gateway has it. A message that the gateway does not take is left to
  /// the engine, which reports that.
  @discardableResult
  func send(_ id: String) async throws -> Bool {
    // A message that is gone was sent by another worker.
    guard let message = try parts.store.read({ try $0.message(id) }) else { return true }
    do { return try await send(message) } catch is PortFault { return false }
  }

  /// Sends the due messages, side by side, and gives the number tried. A failure with one message is reported and holds
  /// up no other.
  func sendDue(reporting report: (any Error) -> Void) async throws -> Int {
    let messages = try await parts.store.submit(protecting: [.outbox]) { transaction in
      try transaction.deleteExpiredMessages()
      let messages = try transaction.dueMessages(limit: Self.batch)
      for message in messages {
        try transaction.postponeMessage(
          message.number, until: transaction.now.adding(parts.settings.messageLease), attempts: message.attempts,
          owner: parts.worker?.id)
      }
      return messages
    }
    await withTaskGroup(of: (any Error)?.self) { group in
      for message in messages { group.addTask { await failure { _ = try await send(message) } } }
      for await failure in group { if let failure { report(failure) } }
    }
    return messages.count
  }

  private func send(_ message: OutboxRecord) async throws -> Bool {
    let (phone, text): (PhoneNumber, String)
    do {
      guard !message.isAltered else { throw RecordFault.altered(.message) }
      (phone, text) = try open(message)
    } catch let fault as any Fault where (fault as? SecretFault)?.isFinal ?? (fault is RecordFault) {
      // A message that does not open never will: kept, it would only come again and again.
      try await parts.store.submit(protecting: [.outbox]) { try $0.deleteMessage(message.number) }
      throw fault
    }
    switch try parts.store.read({ try fate(of: message, to: phone, in: $0) }) {
    case .sent: return try await hand(message, text, to: phone)
    case .readdressed(let number): return try await readdress(message, text, to: number)
    case .dropped:
      try await parts.store.submit(protecting: [.outbox]) { try $0.deleteMessage(message.number) }
      return false
    }
  }

  private func hand(_ message: OutboxRecord, _ text: String, to phone: PhoneNumber) async throws -> Bool {
    do throws(PortFault) {
      try await parts.gateway.send(text, to: phone, id: message.id)
    } catch {
      try await postpone(message)
      throw error
    }
    try await parts.store.submit(protecting: [.outbox]) { try $0.deleteMessage(message.number) }
    return true
  }

  /// The fate of a message, by the present owner of the number.
  private enum Fate {
    case sent
    case dropped
    case readdressed(PhoneNumber)
  }

  private func fate(of message: OutboxRecord, to phone: PhoneNumber, in transaction: Transaction) throws -> Fate {
    switch message.recipient {
    case .anybody: return .sent
    case .former(let person):
      let holder = try transaction.person(phoneHash: parts.store.secret.hash(phone.text, for: .lookUp))
      return holder.map { $0.id == person } ?? true ? .sent : .dropped
    case .holder(let person): return try number(of: person, in: transaction) == phone ? .sent : .dropped
    case .person(let person):
      guard let number = try number(of: person, in: transaction) else { return .dropped }
      return number == phone ? .sent : .readdressed(number)
    }
  }

  /// The person's number; nil if they have none, or their details do not open.
  private func number(of id: String, in transaction: Transaction) throws -> PhoneNumber? {
    guard let person = try transaction.person(id), !person.isAltered, person.phoneLostAt == nil else { return nil }
    do { return try parts.details(of: person).phone } catch let fault as SecretFault where fault.isFinal { return nil }
  }

  /// Sends a message to the person's new number under another identifier: whatever the gateway did with the first,
  /// nothing was sent to this number yet.
  private func readdress(_ message: OutboxRecord, _ text: String, to phone: PhoneNumber) async throws -> Bool {
    let id = parts.random.messageIdentifier()
    try await parts.store.submit(protecting: [.outbox]) { transaction in
      try transaction.deleteMessage(message.number)
      try put(
        text, to: phone, meant: message.recipient, id: id, in: transaction, expiresAt: message.expiresAt,
        sentAtOnce: true)
    }
    return try await send(id)
  }

  private func open(_ message: OutboxRecord) throws -> (PhoneNumber, String) {
    let seal = AtRest(parts.store.secret, for: .messages)
    let phone = try seal.open(message.phone, context: "phone \(message.id)")
    let text = try seal.open(message.text, context: "text \(message.id)")
    return (try PhoneNumber(String(decoding: phone, as: UTF8.self)), String(decoding: text, as: UTF8.self))
  }

  private func postpone(_ message: OutboxRecord) async throws {
    let attempts = message.attempts + 1
    let pause = Self.pauses.after(attempts - 1)
    try await parts.store.submit(protecting: [.outbox]) { transaction in
      guard transaction.now < message.expiresAt else { return try transaction.deleteMessage(message.number) }
      try transaction.postponeMessage(message.number, until: transaction.now.adding(pause), attempts: attempts)
    }
  }
}

/// SMS that the service has not taken yet; they are kept, and tried again.
struct MessagesUnsent: Fault, Equatable {
  let count: Int

  var code: String { "messages_unsent" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("count", JSONValue(count))] }
  var message: Bilingual {
    Bilingual(
      zh: "\(count) 条短信尚未发出：短信服务没有接收，稍后自动重发",
      en:
        "\(count) SMS not sent yet: the SMS service did not accept \(count == 1 ? "it" : "them"); sending is tried again"
    )
  }
}
