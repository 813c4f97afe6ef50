import Crypto
import Foundation

/// HPKE in base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305, the one suite of
/// this project. Neither side ever works with a secret that everybody knows (section 7.1.4): the recipient's key, and
/// the encapsulated one, have to be a `SealingPublicKey`.
enum Envelope {
  static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  /// The number of bytes of an encapsulated key.
  static let encapsulatedKeySize = CurveBytes.count

  static func sender(to key: SealingPublicKey, info: Data) throws -> HPKE.Sender {
    try HPKE.Sender(recipientKey: key.key, ciphersuite: suite, info: info)
  }

  /// Throws `WeakKey` if the encapsulated key is invalid.
  static func recipient(
    of encapsulated: Data, with key: Curve25519.KeyAgreement.PrivateKey, info: Data
  ) throws -> HPKE.Recipient {
    guard CurveBytes.isSealing(encapsulated) else { throw WeakKey() }
    return try HPKE.Recipient(privateKey: key, ciphersuite: suite, info: info, encapsulatedKey: encapsulated)
  }
}
