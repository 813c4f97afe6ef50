import Domain
import Foundation
import Sealing
import Store
import Text

/// A bank's public keys in the file that the bank hands in, each fit for its use (`SealingPublicKey`, `VerifyingKey`)
/// and possible as half of a pair: the JSON that the bank serves at `/v1/keys`, with one sealing and one signing key,
/// or a bare X25519 key, 32 bytes raw, in Base64 or in hexadecimal.
struct KeyFile {
  let pair: BankPublicKeys

  init(_ file: Data) throws(RolloutFault) {
    if let sealing = Self.bareKey(file) {
      guard SealingPublicKey(rawRepresentation: sealing) != nil else { throw .weakKey(use: "seal") }
      pair = BankPublicKeys(sealing: sealing, signing: nil)
      return
    }
    guard let text = String(data: file, encoding: .utf8), let document = JSONValue(json: text),
      case .array(let entries)? = document["keys"]
    else { throw .invalidKey }
    let sealing = try Self.keys(for: "seal", among: entries)
    let signing = try Self.keys(for: "sign", among: entries)
    guard sealing.count <= 1, signing.count <= 1 else { throw .severalKeys }
    guard let seal = sealing.first, let sign = signing.first else {
      throw sealing.isEmpty ? .sealingKeyMissing : .signingKeyMissing
    }
    guard SealingPublicKey(rawRepresentation: seal) != nil else { throw .weakKey(use: "seal") }
    guard VerifyingKey(rawRepresentation: sign)?.isOfGroup == true else { throw .weakKey(use: "sign") }
    pair = BankPublicKeys(sealing: seal, signing: sign)
    guard Self.names(entries).isSubset(of: pair.identifiers) else { throw .invalidKey }
  }

  private static func keys(for use: String, among entries: [JSONValue]) throws(RolloutFault) -> [Data] {
    var keys: [Data] = []
    for entry in entries where entry["use"] == .string(use) {
      guard let text = entry.text("publicKey"), let key = base64(text) else { throw .invalidKey }
      keys.append(key)
    }
    return keys
  }

  /// The names of keys in the file: names that are not those of the keys betray a mixed-up file.
  private static func names(_ entries: [JSONValue]) -> Set<String> {
    Set(
      entries.compactMap { entry in
        guard ["seal", "sign"].contains(entry["use"]), let name = entry.text("keyId") else { return nil }
        return name
      })
  }

  /// Reads Base64 of 32 bytes in its one spelling.
  private static func base64(_ text: String) -> Data? {
    guard let key = Data(base64Encoded: text), key.count == 32, key.base64EncodedString() == text else { return nil }
    return key
  }

  private static func bareKey(_ file: Data) -> Data? {
    if file.count == 32 { return file }
    guard let text = String(data: file, encoding: .utf8)?.trimmingCharacters(in: .whitespacesAndNewlines) else {
      return nil
    }
    if let key = base64(text) { return key }
    guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else { return nil }
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { offset in
      UInt8(text.dropFirst(offset).prefix(2), radix: 16)
    }
    return bytes.count == 32 ? Data(bytes) : nil
  }
}
