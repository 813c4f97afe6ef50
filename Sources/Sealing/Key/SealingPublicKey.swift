import Crypto
import Foundation

/// An X25519 public key (RFC 7748) that something can be sealed to: written in its one spelling, and of an order that
/// leaves every secret to the two who share it. Whatever is sealed here is sealed to one of these.
public struct SealingPublicKey: Sendable, Hashable {
  public let keyId: String
  public let rawRepresentation: Data
  let key: Curve25519.KeyAgreement.PublicKey

  /// Nil for bytes that are no such key: of another length, not canonical, or of small order.
  public init?(rawRepresentation: Data) {
    guard CurveBytes.isSealing(rawRepresentation),
      let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: rawRepresentation)
    else { return nil }
    self.init(key)
  }

  fileprivate init(_ key: Curve25519.KeyAgreement.PublicKey) {
    self.key = key
    rawRepresentation = key.rawRepresentation
    keyId = keyIdentifier(rawRepresentation)
  }

  public static func == (left: SealingPublicKey, right: SealingPublicKey) -> Bool {
    left.rawRepresentation == right.rawRepresentation
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawRepresentation) }
}

extension Curve25519.KeyAgreement.PrivateKey {
  /// What others seal to. A private key's own public key is never one of small order.
  public var sealingKey: SealingPublicKey { SealingPublicKey(publicKey) }
}

/// A public key, or an encapsulated one, to which or by which nothing can be sealed.
public struct WeakKey: Error, Sendable {
  public init() {}
}
