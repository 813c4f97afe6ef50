import Crypto
import Foundation

/// An X25519 public key (RFC 7748) fit for sealing: in its one spelling, and of an order that leaves every secret to
/// the two who share it. Everything sealed here is sealed to such a key.
public struct SealingPublicKey: Sendable, Hashable {
  public let rawRepresentation: Data
  let key: Curve25519.KeyAgreement.PublicKey

  /// Nil if the bytes are no such key: of another length, not canonical, or of small order.
  public init?(rawRepresentation: Data) {
    guard CurveBytes.isSealing(rawRepresentation),
      let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: rawRepresentation)
    else { return nil }
    self.init(key)
  }

  fileprivate init(_ key: Curve25519.KeyAgreement.PublicKey) {
    self.key = key
    rawRepresentation = key.rawRepresentation
  }

  /// The key's `keyIdentifier`. Most keys seal once and are never named.
  public var keyId: String { keyIdentifier(rawRepresentation) }

  public static func == (left: SealingPublicKey, right: SealingPublicKey) -> Bool {
    left.rawRepresentation == right.rawRepresentation
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawRepresentation) }
}

extension Curve25519.KeyAgreement.PrivateKey {
  /// The key that others seal to. A private key's own public key is never one of small order.
  public var sealingKey: SealingPublicKey { SealingPublicKey(publicKey) }
}

/// A public key, or an encapsulated one, that is not fit for sealing.
public struct WeakKey: Error, Sendable {
  public init() {}
}
