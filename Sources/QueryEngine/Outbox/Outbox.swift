import BankLink
import Domain
import Foundation
import Sealing
import Store

/// SMS that survive crashes: written in the transaction that causes them, deleted once the gateway has them.
struct Outbox: Sendable {
  let parts: EngineParts

  private static let shortestPause = Span.seconds(5)
  private static let longestPause = Span.minutes(10)
  private static let batch = 50

  /// Puts a message into the outbox. A lease keeps others off one that is sent at once.
  func put(
    _ text: String, to phone: PhoneNumber, id: String, in transaction: Transaction, expiresAt: Moment, sentAtOnce: Bool
  ) throws {
    let seal = AtRest(transaction.store.secret, for: .messages)
    try transaction.insertMessage(
      id: id, phone: try seal.seal(Data(phone.text.utf8), context: "phone \(id)"),
      text: try seal.seal(Data(text.utf8), context: "text \(id)"),
      nextAt: sentAtOnce ? transaction.now.adding(parts.settings.messageLease) : transaction.now, expiresAt: expiresAt)
  }

  /// Sends one message now. Where the service does not take it, it is left to the engine, which tells of it.
  func send(_ id: String) async throws {
    guard let message = try parts.store.read({ try $0.message(id) }) else { return }
    do { try await send(message) } catch is PortFault {}
  }

  /// Sends what is due, side by side, and says how many were tried. What goes wrong with one message is reported and holds
  /// up no other.
  func sendDue(reporting report: (any Error) -> Void) async throws -> Int {
    let messages = try await parts.store.submit { transaction in
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
      for message in messages { group.addTask { await failure { try await send(message) } } }
      for await failure in group { if let failure { report(failure) } }
    }
    return messages.count
  }

  private func failure(of work: () async throws -> Void) async -> (any Error)? {
    do {
      try await work()
      return nil
    } catch {
      return error
    }
  }

  private func send(_ message: OutboxRecord) async throws {
    let (phone, text): (PhoneNumber, String)
    do {
      guard !message.isAltered else { throw RecordFault.altered(.message) }
      (phone, text) = try open(message)
    } catch let fault as any Fault where (fault as? SecretFault)?.isFinal ?? (fault is RecordFault) {
      // It never opens: kept, it would only come again and again.
      try await parts.store.submit { try $0.deleteMessage(message.number) }
      throw fault
    }
    do throws(PortFault) {
      try await parts.gateway.send(text, to: phone, id: message.id)
    } catch {
      try await postpone(message)
      throw error
    }
    try await parts.store.submit { try $0.deleteMessage(message.number) }
  }

  private func open(_ message: OutboxRecord) throws -> (PhoneNumber, String) {
    let seal = AtRest(parts.store.secret, for: .messages)
    let phone = try seal.open(message.phone, context: "phone \(message.id)")
    let text = try seal.open(message.text, context: "text \(message.id)")
    return (try PhoneNumber(String(decoding: phone, as: UTF8.self)), String(decoding: text, as: UTF8.self))
  }

  private func postpone(_ message: OutboxRecord) async throws {
    let attempts = message.attempts + 1
    let grown = Self.shortestPause.milliseconds << Int64(min(attempts - 1, 10))
    let pause = Span.milliseconds(min(grown, Self.longestPause.milliseconds))
    try await parts.store.submit { transaction in
      guard transaction.now < message.expiresAt else { return try transaction.deleteMessage(message.number) }
      try transaction.postponeMessage(message.number, until: transaction.now.adding(pause), attempts: attempts)
    }
  }
}

/// SMS that the service outside has not taken yet; they are kept, and tried again.
struct MessagesUnsent: Fault, Equatable {
  let count: Int

  var code: String { "messages_unsent" }
  var exitStatus: ExitStatus { .environment }
  var facts: [JSONValue.Member] { [.init("count", JSONValue(count))] }
  var message: Bilingual {
    Bilingual(
      zh: "\(count) 条短信尚未发出，短信服务没有接收；稍后自动重发",
      en:
        "\(count) SMS not sent yet, as the SMS service did not take \(count == 1 ? "it" : "them"); sending is tried again"
    )
  }
}
