import Domain
import Foundation
import Sealing
import Store

/// An SMS as the sandbox's phone shows it.
public struct SandboxMessage: Sendable, Equatable {
  public let phone: PhoneNumber
  public let sentAt: Moment
  public let text: String
  /// The code in it, if there is one.
  public let code: String?
}

extension CardholderDesk {
  /// The SMS that a phone has received, newest last; in a sandbox only.
  public func messages(to phone: PhoneNumber) async throws -> [SandboxMessage] {
    guard store.isSandbox else { throw StoreFault.notASandbox(.phone) }
    let seal = AtRest(store.secret, for: .messages)
    return try store.read { transaction in
      try transaction.sandboxMessages(phoneHash: store.secret.hash(phone.text, for: .lookUp)).map { message in
        let text = String(decoding: try seal.open(message.text, context: message.id), as: UTF8.self)
        return SandboxMessage(phone: phone, sentAt: message.sentAt, text: text, code: MessageText.code(in: text))
      }
    }
  }
}
