import Foundation
import RawStructuredFieldValues
import Text

/// The grammar of `Content-Digest`, `Signature-Input` and `Signature`: the members of this protocol, and beside them
/// signatures of others with no more parameters than RFC 9421 allows.
enum SignatureFields {
  /// Whether the value is SHA-256, SHA-512 or both, in their one spelling, with nothing beside them.
  static func isDigest(_ value: String) -> Bool {
    if let text = ByteMember.base64("sha-256", of: value) { return Base64.bytes(of: String(text))?.count == 32 }
    let members = value.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingSpaces() }
    return members.count <= 2
      && members.allSatisfy { member in
        for (name, size) in [("sha-256", 32), ("sha-512", 64)] {
          guard let text = ByteMember.base64(name, of: member) else { continue }
          return Base64.bytes(of: String(text))?.count == size
        }
        return false
      }
  }

  static func isInput(_ value: String, of profile: SignatureProfile) -> Bool {
    if let own = SignatureProfile.member(of: value), SignatureTerms(own, of: profile) != nil { return true }
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

  private static func isSignatureBytes(_ text: String) -> Bool { Base64.bytes(of: text)?.count == 64 }

  /// Whether the parameter is one of RFC 9421, section 2.3, with a value of its kind.
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
  /// The text without nonce and key identifier of a signature, which are digits throughout by chance. Both are known:
  /// the key is registered, and a hash of the nonce is stored.
  fileprivate func leavingOut(termsOf list: InnerList) -> String {
    var rest = self
    for name in ["nonce", "keyid"] {
      guard case .string(let text)? = list.rfc9651Parameters[name] else { continue }
      rest = rest.replacingOccurrences(of: "\(name)=\"\(text)\"", with: "")
    }
    return rest
  }
}
