import Foundation
import RawStructuredFieldValues
import Text

/// How `Content-Digest`, `Signature-Input` and `Signature` are written: what this protocol puts there, and beside it
/// signatures of others that say no more than RFC 9421 lets a signature say.
enum SignatureFields {
  /// SHA-256, SHA-512 or both, in their one spelling, with nothing beside them.
  static func isDigest(_ value: String) -> Bool {
    let members = value.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingSpaces() }
    return members.count <= 2
      && members.allSatisfy { member in
        for (name, size) in [("sha-256", 32), ("sha-512", 64)] {
          guard let text = ByteMember.base64(name, of: member) else { continue }
          return Data(base64Encoded: String(text)).map { $0.count == size && $0.base64EncodedString() == text } ?? false
        }
        return false
      }
  }

  static func isInput(_ value: String, of profile: SignatureProfile) -> Bool {
    let mark = "\(SignatureProfile.label)="
    if value.hasPrefix(mark), SignatureTerms(value.dropFirst(mark.count), of: profile) != nil { return true }
    guard let members = dictionary(value) else { return false }
    var rest = value
    for (label, member) in members {
      guard case .innerList(let list) = member, list.rfc9651Parameters.allSatisfy({ isParameter($0.0, $0.1) })
      else { return false }
      if label == SignatureProfile.label { rest = rest.leavingOut(termsOf: list) }
    }
    return !PersonalNumber.isLikely(in: rest)
  }

  static func isSignature(_ value: String) -> Bool {
    if let text = ByteMember.base64(SignatureProfile.label, of: value) { return isSignatureBytes(String(text)) }
    guard let members = dictionary(value) else { return false }
    var rest = value
    for (label, member) in members {
      guard case .item(let item) = member, case .undecodedByteSequence(let text) = item.rfc9651BareItem,
        item.rfc9651Parameters.isEmpty
      else { return false }
      guard label == SignatureProfile.label else { continue }
      guard isSignatureBytes(text) else { return false }
      rest = rest.replacingOccurrences(of: text, with: "")
    }
    return !PersonalNumber.isLikely(in: rest)
  }

  private static func isSignatureBytes(_ text: String) -> Bool {
    Data(base64Encoded: text).map { $0.count == 64 && $0.base64EncodedString() == text } ?? false
  }

  /// What RFC 9421, section 2.3, defines, each of its kind.
  private static func isParameter(_ name: String, _ value: RFC9651BareItem) -> Bool {
    switch (name, value) {
    case ("created", .integer), ("expires", .integer): true
    case ("nonce", .string), ("alg", .string), ("keyid", .string), ("tag", .string): true
    default: false
    }
  }

  private static func dictionary(_ value: String) -> OrderedMap<String, ItemOrInnerList>? {
    var parser = StructuredFieldValueParser(Array(value.utf8))
    return try? parser.parseDictionaryFieldValue()
  }
}

extension String {
  /// Without nonce and key identifier of a signature, which are digits throughout by chance. Both are known: the key is
  /// registered, and of the nonce a hash is kept.
  fileprivate func leavingOut(termsOf list: InnerList) -> String {
    var rest = self
    for name in ["nonce", "keyid"] {
      guard case .string(let text)? = list.rfc9651Parameters[name] else { continue }
      rest = rest.replacingOccurrences(of: "\(name)=\"\(text)\"", with: "")
    }
    return rest
  }
}
