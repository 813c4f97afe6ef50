import Crypto
import Foundation
import Sealing
import Text

/// Hashes and authenticates records. The hash is SHA-256 over one JSON object of a record's fields and the hash before;
/// the MAC is HMAC-SHA256 over the fields and that hash. The detail is canonical JSON and goes in as it is stored, so that
/// a chain of a million records is checked in seconds; it is the last member, so nothing in it can pass for another
/// field.
struct AuditSeal: Sendable {
  private var text: [UInt8] = []
  /// Where in the text the hash before ends.
  private var start = 0
  /// Begun under the key of this database: nothing authenticated for another one, or for a sandbox, is right here.
  private let keyed: HMAC<SHA256>

  init(_ secret: ServerSecret, instance: String) {
    let context = "\(instance) \(secret.isSandbox ? "sandbox" : "real")"
    keyed = HMAC<SHA256>(key: SymmetricKey(data: secret.hash(context, for: .auditRecord)))
  }

  /// Hexadecimal.
  mutating func hash(
    previous: String, sequence: Int64, at: Int64, author: String, action: String, object: String, detail: String
  ) -> String {
    text.removeAll(keepingCapacity: true)
    add("{\"previous\":")
    add(quoted: previous)
    start = text.count
    add(",\"sequence\":\(sequence),\"at\":\(at),\"author\":")
    add(quoted: author)
    add(",\"action\":")
    add(quoted: action)
    add(",\"object\":")
    add(quoted: object)
    add(",\"detail\":")
    add(detail)
    add("}")
    return Self.hexadecimal(SHA256.hash(data: text))
  }

  /// Of the record that was hashed last, whose hash stands beside it.
  func mac(besides hash: String) -> Data { Data(code(hash)) }

  func isRight(_ mac: Data, besides hash: String) -> Bool { code(hash) == mac }

  private func code(_ hash: String) -> HMAC<SHA256>.MAC {
    var code = keyed
    code.update(data: text[start...])
    code.update(data: Data(hash.utf8))
    return code.finalize()
  }

  private mutating func add(_ part: String) { text.append(contentsOf: part.utf8) }
  private mutating func add(quoted part: String) { add(JSONValue.string(part).compact) }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    String(unsafeUninitializedCapacity: 64) { buffer in
      var position = 0
      for byte in digest {
        buffer[position] = digits[Int(byte >> 4)]
        buffer[position + 1] = digits[Int(byte & 15)]
        position += 2
      }
      return position
    }
  }
}
