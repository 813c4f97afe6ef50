import Crypto
import Foundation

/// Sealing of data that rests in the database: AES-GCM under a key derived from the server secret.
public struct AtRest: Sendable {
  private let key: SymmetricKey

  public init(_ secret: ServerSecret, for use: ServerSecret.Use) {
    key = secret.key(for: use)
  }

  init(key: SymmetricKey) {
    self.key = key
  }

  /// The sealed data: nonce, ciphertext and tag in one. `context` names the owner; the data opens in the same context
  /// only.
  public func seal(_ data: Data, context: String) throws -> Data {
    guard let sealed = try AES.GCM.seal(data, using: key, authenticating: Data(context.utf8)).combined else {
      preconditionFailure("a nonce of 12 bytes always combines")
    }
    return sealed
  }

  public func open(_ sealed: Data, context: String) throws(SecretFault) -> Data {
    do {
      return try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(context.utf8))
    } catch {
      throw .sealBroken
    }
  }
}
