import Crypto
import Foundation

/// An Ed25519 key pair (RFC 8032) that signs messages and consents, known by `keyIdentifier` of its public key.
public struct SigningKey: Sendable {
  public let keyId: String
  private let key: Curve25519.Signing.PrivateKey

  public init(_ key: Curve25519.Signing.PrivateKey = .init()) {
    self.key = key
    keyId = keyIdentifier(key.publicKey.rawRepresentation)
  }

  /// Nil if the bytes are no private key.
  public init?(rawRepresentation: Data) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: rawRepresentation) else { return nil }
    self.init(key)
  }

  public var rawRepresentation: Data { key.rawRepresentation }
  public var publicKey: VerifyingKey { VerifyingKey(key.publicKey) }

  public func sign(_ bytes: some DataProtocol) -> Data {
    do { return try key.signature(for: bytes) } catch {
      preconditionFailure("a valid key signs whatever it is given")
    }
  }
}

/// The public half of a `SigningKey`: in its one spelling, and not of small order, under which signatures that nobody
/// made would be valid (RFC 8032, section 5.1.3).
public struct VerifyingKey: Sendable, Hashable {
  public let keyId: String
  private let key: Curve25519.Signing.PublicKey

  init(_ key: Curve25519.Signing.PublicKey) {
    self.key = key
    keyId = keyIdentifier(key.rawRepresentation)
  }

  /// Nil if the bytes are no such key: of another length, not canonical, or of small order.
  public init?(rawRepresentation: Data) {
    guard CurveBytes.isVerifying(rawRepresentation),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: rawRepresentation)
    else { return nil }
    self.init(key)
  }

  public var rawRepresentation: Data { key.rawRepresentation }

  public func isValid(_ signature: some DataProtocol, of bytes: some DataProtocol) -> Bool {
    key.isValidSignature(signature, for: bytes)
  }

  public static func == (left: VerifyingKey, right: VerifyingKey) -> Bool {
    left.rawRepresentation == right.rawRepresentation
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawRepresentation) }
}
