import Crypto
import Domain
import Foundation

/// Hashes records: SHA-256 over one JSON object of their fields and the hash before. The detail is canonical JSON and goes
/// in as it is stored, so that a chain of a million records is checked in seconds; it is the last member, so nothing
/// in it can pass for another field.
struct AuditSeal {
  private var text: [UInt8] = []

  /// Hexadecimal.
  mutating func hash(
    previous: String, sequence: Int64, at: Int64, author: String, action: String, object: String, detail: String
  ) -> String {
    text.removeAll(keepingCapacity: true)
    add("{\"previous\":")
    add(quoted: previous)
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
