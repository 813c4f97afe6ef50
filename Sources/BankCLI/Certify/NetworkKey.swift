import BankSandbox
import Foundation
import Sealing

/// The key that signs in the network's place while a bank is tested.
enum NetworkKey {
  /// The key in the file, as 32 bytes or in Base64; a new key if there is no file.
  static func read(_ path: String?) throws(KeyFault) -> SigningKey {
    guard let path else { return SigningKey() }
    guard let bytes = FileManager.default.contents(atPath: path), let key = key(bytes) else {
      throw KeyFault(file: path, isDamaged: true)
    }
    return key
  }

  private static func key(_ bytes: Data) -> SigningKey? {
    if bytes.count == 32 { return SigningKey(rawRepresentation: bytes) }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return Data(base64Encoded: text).flatMap { $0.count == 32 ? SigningKey(rawRepresentation: $0) : nil }
  }
}
