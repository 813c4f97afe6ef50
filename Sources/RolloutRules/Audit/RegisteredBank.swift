import Domain
import Foundation
import Text

/// The endpoint and keys that a bank has registered, by the table or by the chain.
public struct RegisteredBank: Sendable, Equatable {
  public var url: String?
  /// Whether the endpoint may have a private address: the bank's private lines were allowed by name.
  public var privateLines: Bool
  public var keys: KeyRing

  public init(url: String? = nil, privateLines: Bool = false, keys: KeyRing = KeyRing()) {
    self.url = url
    self.privateLines = privateLines
    self.keys = keys
  }

  /// The registrations of every bank by the chain.
  public static func all(in records: [AuditRecord]) -> [BankCode: RegisteredBank] {
    records.reduce(into: [:]) { banks, record in
      guard ["endpoint", "key", "rotate"].contains(record.action), let bank = BankCode(auditObject: record.object)
      else {
        return
      }
      banks[bank, default: RegisteredBank()].take(record)
    }
  }

  private mutating func take(_ record: AuditRecord) {
    let detail = record.detail
    if record.action == "endpoint" {
      url = detail.text("url")
      privateLines = detail["lines"] == "private"
    } else if let pair = Self.pair(detail) {
      // Records of before signing keys name no earlier key, so a new key stands alone.
      if detail["signingKey"] == nil { keys = KeyRing() }
      if record.action == "rotate", case .integer(let overlap)? = detail["overlapMilliseconds"] {
        keys.rotate(to: pair, overlap: Span(milliseconds: overlap), at: record.at)
      } else {
        keys.replace(with: pair, at: record.at)
      }
    }
  }

  private static func pair(_ detail: JSONValue) -> BankPublicKeys? {
    guard let sealing = detail.text("publicKey").flatMap({ Data(base64Encoded: $0) }) else { return nil }
    return BankPublicKeys(sealing: sealing, signing: detail.text("signingKey").flatMap { Data(base64Encoded: $0) })
  }
}

extension BankCode {
  /// Reads the object of an audit record, `bank icbc`; nil for another object.
  public init?(auditObject: String) {
    guard auditObject.hasPrefix("bank ") else { return nil }
    self.init(String(auditObject.dropFirst(5)))
  }
}
