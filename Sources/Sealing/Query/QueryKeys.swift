import Crypto
import Foundation

/// A query's own X25519 key pair: banks seal their answers to it. Its private key is sealed to the person's key,
/// and that again under a day key (docs/rules.md, "Keys").
public struct QueryKeys: Sendable {
  public let publicKey: Data
  /// The private key sealed to the person, which is sealed under a day key before it is stored.
  public let sealedToPerson: Data

  private static let info = Data("chaka/query key/1".utf8)

  /// A new pair for a query of the person with this public key. Throws `WeakKey` if nothing can be sealed to that.
  public static func make(query: String, personKey: Data) throws -> QueryKeys {
    let key = Curve25519.KeyAgreement.PrivateKey()
    guard let recipient = SealingPublicKey(rawRepresentation: personKey) else { throw WeakKey() }
    var sender = try Envelope.sender(to: recipient, info: info)
    let sealed = try sender.seal(key.rawRepresentation, authenticating: Data(query.utf8))
    return QueryKeys(publicKey: key.publicKey.rawRepresentation, sealedToPerson: sender.encapsulatedKey + sealed)
  }

  /// The query's private key, opened with the person's.
  public static func open(
    _ sealedToPerson: Data, query: String, with key: Curve25519.KeyAgreement.PrivateKey
  ) throws -> Curve25519.KeyAgreement.PrivateKey {
    let encapsulated = Data(sealedToPerson.prefix(Envelope.encapsulatedKeySize))
    let sealed = Data(sealedToPerson.dropFirst(Envelope.encapsulatedKeySize))
    var recipient = try Envelope.recipient(of: encapsulated, with: key, info: info)
    let raw = try recipient.open(sealed, authenticating: Data(query.utf8))
    return try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: raw)
  }
}
