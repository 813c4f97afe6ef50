import Crypto
import Foundation

/// A person's X25519 key pair. The private key is sealed under the payment password, and that again under the
/// server secret (docs/rules.md, "Keys").
public struct PersonKeys: Sendable {
  public let publicKey: Data
  public let sealedPrivateKey: Data

  public init(publicKey: Data, sealedPrivateKey: Data) {
    self.publicKey = publicKey
    self.sealedPrivateKey = sealedPrivateKey
  }

  /// New keys. Slow on purpose: see `PasswordCost`.
  public static func make(password: String, person: String, secret: ServerSecret, cost: PasswordCost) throws
    -> PersonKeys
  {
    let key = Curve25519.KeyAgreement.PrivateKey()
    let sealed = try seal(key.rawRepresentation, password: password, person: person, secret: secret, cost: cost)
    return PersonKeys(publicKey: key.publicKey.rawRepresentation, sealedPrivateKey: sealed)
  }

  /// The same keys under another password.
  public func resealed(
    from old: String, to new: String, person: String, secret: ServerSecret, cost: PasswordCost
  ) throws -> PersonKeys {
    let key = try open(password: old, person: person, secret: secret, cost: cost)
    let sealed = try Self.seal(key.rawRepresentation, password: new, person: person, secret: secret, cost: cost)
    return PersonKeys(publicKey: publicKey, sealedPrivateKey: sealed)
  }

  /// The private key. Throws `WrongPassword` if it was sealed under another password.
  public func open(
    password: String, person: String, secret: ServerSecret, cost: PasswordCost
  ) throws -> Curve25519.KeyAgreement.PrivateKey {
    let inner = try AtRest(secret, for: .passwordOuter).open(sealedPrivateKey, context: person)
    guard inner.count > Self.saltLength else { throw SecretFault.sealBroken }
    let key = try cost.key(from: password, salt: inner.prefix(Self.saltLength))
    guard let raw = try? AtRest(key: key).open(Data(inner.dropFirst(Self.saltLength)), context: person) else {
      throw WrongPassword()
    }
    return try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: raw)
  }

  private static let saltLength = 16

  private static func seal(
    _ key: Data, password: String, person: String, secret: ServerSecret, cost: PasswordCost
  ) throws -> Data {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
    let inner = try AtRest(key: cost.key(from: password, salt: salt)).seal(key, context: person)
    return try AtRest(secret, for: .passwordOuter).seal(salt + inner, context: person)
  }
}

/// The payment password does not open the person's key.
public struct WrongPassword: Error, Sendable {}
