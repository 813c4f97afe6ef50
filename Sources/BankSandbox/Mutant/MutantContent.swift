import BankLink
import Foundation
import Sealing
import Serving
import Text

/// The parts of a body that mutants look at.
struct MutantContent {
  private let json: JSONValue?

  init(_ body: Data) { json = body.count <= ServerLimits().bodyBytes ? try? JSONValue(utf8: Array(body)) : nil }

  var enquiries: [JSONValue]? {
    guard case .array(let items)? = json?["enquiries"] else { return nil }
    return items
  }

  var hasShortEncapsulatedKey: Bool { json?.bytes("encapsulatedKey").map { $0.count < 32 } ?? false }

  /// Whether the encapsulated key is as long as a key, and none.
  var hasWeakEncapsulatedKey: Bool {
    json?.bytes("encapsulatedKey").map { $0.count == 32 && SealingPublicKey(rawRepresentation: $0) == nil } ?? false
  }

  var hasUnknownMembers: Bool {
    guard case .object(let members)? = json else { return false }
    let known = ["protocol", "batch", "sentAt", "callback", "encapsulatedKey", "keyId", "enquiries"]
    return members.contains { !known.contains($0.key) }
  }
}
