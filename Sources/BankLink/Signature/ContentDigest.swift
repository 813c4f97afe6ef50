import Crypto
import Foundation
import RawStructuredFieldValues

/// The digest of a body (RFC 9530, section 2).
public enum ContentDigest {
  public static let fieldName = "content-digest"

  /// The field as sent: SHA-256.
  public static func field(of body: Data) -> String {
    "sha-256=:\(Base64.text(of: Data(SHA256.hash(data: body)))):"
  }

  /// Throws unless the field has at least one digest of a known kind and every known one fits, in its one spelling.
  static func check(_ field: String, of body: Data) throws(SignatureFault) {
    guard field != self.field(of: body) else { return }
    var parser = StructuredFieldValueParser(Array(field.utf8))
    guard let members = try? parser.parseDictionaryFieldValue() else { throw .digestWrong }
    var known = 0
    for (name, member) in members {
      guard let expected = digest(name, body) else { continue }
      guard case .item(let item) = member, case .undecodedByteSequence(let text) = item.rfc9651BareItem,
        text == expected.base64EncodedString()
      else { throw .digestWrong }
      known += 1
    }
    guard known > 0 else { throw .digestWrong }
  }

  private static func digest(_ name: String, _ body: Data) -> Data? {
    switch name {
    case "sha-256": Data(SHA256.hash(data: body))
    case "sha-512": Data(SHA512.hash(data: body))
    default: nil
    }
  }
}
