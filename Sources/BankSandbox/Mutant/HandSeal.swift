import BankLink
import Crypto
import Foundation
import Sealing

/// HPKE (RFC 9180, base mode) with faults that the library never makes: the library draws a new ephemeral key each time
/// and writes it in its one spelling, so the mutants that do not are written out here.
enum HandSeal {
  private static let ephemeral = Curve25519.KeyAgreement.PrivateKey()
  private static let kem = Data("KEM".utf8) + Data([0x00, 0x20])
  private static let suite = Data("HPKE".utf8) + Data([0x00, 0x20, 0x00, 0x01, 0x00, 0x03])

  /// Seals under an ephemeral key that is always the same.
  static func stale(_ plaintext: Data, binding: AnswerBinding, to publicKey: SealingPublicKey) throws -> Data {
    try seal(plaintext, binding, publicKey, ephemeral, ephemeral.publicKey.rawRepresentation)
  }

  /// Seals under a new ephemeral key whose top bit is set.
  static func misspelt(_ plaintext: Data, binding: AnswerBinding, to publicKey: SealingPublicKey) throws -> Data {
    let ephemeral = Curve25519.KeyAgreement.PrivateKey()
    var encapsulated = ephemeral.publicKey.rawRepresentation
    encapsulated[31] |= 0x80
    return try seal(plaintext, binding, publicKey, ephemeral, encapsulated)
  }

  private static func seal(
    _ plaintext: Data, _ binding: AnswerBinding, _ publicKey: SealingPublicKey,
    _ ephemeral: Curve25519.KeyAgreement.PrivateKey, _ encapsulated: Data
  ) throws -> Data {
    let secret = try sharedSecret(ephemeral, .init(rawRepresentation: publicKey.rawRepresentation), encapsulated)
    let context =
      Data([0x00]) + extract(Data(), "psk_id_hash", Data(), suite)
      + extract(Data(), "info_hash", Data("chaka/answer/1".utf8), suite)
    let schedule = extract(secret, "secret", Data(), suite)
    let key = expand(schedule, "key", context, 32, suite)
    let nonce = expand(schedule, "base_nonce", context, 12, suite)
    let authenticated = lengthPrefixed([binding.enquiry, binding.bank.text, binding.consent])
    let box = try ChaChaPoly.seal(
      plaintext, using: SymmetricKey(data: key), nonce: .init(data: nonce), authenticating: authenticated)
    return encapsulated + box.ciphertext + box.tag
  }

  private static func sharedSecret(
    _ ephemeral: Curve25519.KeyAgreement.PrivateKey, _ publicKey: Curve25519.KeyAgreement.PublicKey,
    _ encapsulated: Data
  ) throws -> Data {
    let agreed = try ephemeral.sharedSecretFromKeyAgreement(with: publicKey).withUnsafeBytes { Data($0) }
    let extracted = extract(Data(), "eae_prk", agreed, kem)
    return expand(extracted, "shared_secret", encapsulated + publicKey.rawRepresentation, 32, kem)
  }

  private static func extract(_ salt: Data, _ label: String, _ material: Data, _ suite: Data) -> Data {
    let labelled = Data("HPKE-v1".utf8) + suite + Data(label.utf8) + material
    return Data(HKDF<SHA256>.extract(inputKeyMaterial: SymmetricKey(data: labelled), salt: salt))
  }

  private static func expand(_ key: Data, _ label: String, _ info: Data, _ count: Int, _ suite: Data) -> Data {
    let length = Data([UInt8(count >> 8), UInt8(count & 0xff)])
    let labelled = length + Data("HPKE-v1".utf8) + suite + Data(label.utf8) + info
    return HKDF<SHA256>.expand(pseudoRandomKey: SymmetricKey(data: key), info: labelled, outputByteCount: count)
      .withUnsafeBytes { Data($0) }
  }
}
