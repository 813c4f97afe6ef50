import BankLink
import Foundation
import Sealing
import Text

/// The public keys of the bank under test, as registered or as it shows them.
struct BankPublicKeys: Sendable {
  /// The X25519 key for sealing.
  var sealing: Data?
  /// The Ed25519 keys.
  var signing: [VerifyingKey]

  /// The registered keys, and for each use without one those of a keys document. Unreadable keys of the document are
  /// skipped: the checks of the group `transport` report them.
  init(registered endpoint: BankEndpoint, shown document: JSONValue?) {
    sealing = endpoint.publicKey?.rawRepresentation ?? Self.keys("seal", in: document).first
    signing =
      endpoint.signingKeys.isEmpty
      ? Self.keys("sign", in: document).compactMap(VerifyingKey.init(rawRepresentation:)) : endpoint.signingKeys
  }

  /// The identifiers of the keys that a keys document shows, where none of them is one of those registered for a use;
  /// nil where nothing is registered for it, or shown, or they agree.
  static func others(than endpoint: BankEndpoint, in document: JSONValue?) -> [String]? {
    let sides = [
      (own: [endpoint.publicKey?.rawRepresentation].compactMap(\.self), shown: keys("seal", in: document)),
      (own: endpoint.signingKeys.map(\.rawRepresentation), shown: keys("sign", in: document)),
    ]
    let isOther = sides.contains { own, shown in
      !own.isEmpty && !shown.isEmpty && !shown.contains(where: own.contains)
    }
    return isOther ? sides.flatMap(\.shown).map(keyIdentifier) : nil
  }

  var identifiers: [String] { (sealing.map { [keyIdentifier($0)] } ?? []) + signing.map(\.keyId) }

  private static func keys(_ use: String, in document: JSONValue?) -> [Data] {
    guard case .array(let items)? = document?["keys"] else { return [] }
    return items.filter { $0.text("use") == use }.compactMap { $0.bytes("publicKey") }.filter { $0.count == 32 }
  }
}
