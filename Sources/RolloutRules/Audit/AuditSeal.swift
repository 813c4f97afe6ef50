import Crypto
import Domain
import Foundation
import Sealing
import Text

/// Hashes and authenticates records. The hash is SHA-256 over one JSON object of a record's fields and the hash before;
/// the MAC is HMAC-SHA256 over the fields and that hash. The detail is canonical JSON and is hashed as stored, so that
/// a chain of a million records is checked in seconds; it is the last member, so nothing in it can pass for another
/// field.
public struct AuditSeal: Sendable {
  private var text: [UInt8] = []
  /// The place in the text after the hash before.
  private var start = 0
  /// The HMAC begun under the key of this database: a MAC made for another one, or for a sandbox, does not pass here.
  private let keyed: HMAC<SHA256>

  public init(_ secret: ServerSecret, instance: String) {
    let context = "\(instance) \(secret.isSandbox ? "sandbox" : "real")"
    keyed = HMAC<SHA256>(key: SymmetricKey(data: secret.hash(context, for: .auditRecord)))
  }

  /// The hash of a record, hexadecimal.
  public mutating func hash(
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

  /// The MAC of the record that was hashed last, whose hash stands beside it.
  public func mac(besides hash: String) -> Data { Data(code(hash)) }

  public func isRight(_ mac: Data, besides hash: String) -> Bool { code(hash) == mac }

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

/// Records that are read or written alone.
extension AuditSeal {
  /// Whether a record was written by a program of ours, wherever it stands.
  public func isAuthentic(_ entry: ChainEntry) -> Bool {
    entry.mac.map { over(entry).isRight($0, besides: entry.hash) } ?? false
  }

  /// The MAC of a record whose hash stands beside it.
  public func mac(of entry: ChainEntry) -> Data { over(entry).mac(besides: entry.hash) }

  /// The seal after a record's fields. A MAC does not depend on the record before.
  private func over(_ entry: ChainEntry) -> AuditSeal {
    var seal = self
    _ = seal.hash(
      previous: "", sequence: entry.sequence, at: entry.at, author: entry.author, action: entry.action,
      object: entry.object, detail: entry.detail)
    return seal
  }

  /// A new record after the end of a chain, as it is to be stored.
  public func entry(
    after end: AuditHead, at: Moment, author: String, action: String, object: String, detail: JSONValue
  ) -> ChainEntry {
    var seal = self
    let (sequence, text) = (Int64(end.records + 1), detail.compact)
    let hash = seal.hash(
      previous: end.hash, sequence: sequence, at: at.milliseconds, author: author, action: action, object: object,
      detail: text)
    return ChainEntry(
      sequence: sequence, at: at.milliseconds, author: author, action: action, object: object, detail: text,
      hash: hash, mac: seal.mac(besides: hash))
  }
}

extension AuditRecord {
  /// Reads a stored record. A detail that cannot be read was altered, which verification shows.
  public init(_ entry: ChainEntry) {
    self.init(
      sequence: Int(entry.sequence), at: Moment(milliseconds: entry.at), author: entry.author, action: entry.action,
      object: entry.object, detail: JSONValue(json: entry.detail) ?? .null, hash: entry.hash)
  }
}
