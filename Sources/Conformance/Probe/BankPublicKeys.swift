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

  var identifiers: [String] { (sealing.map { [keyIdentifier($0)] } ?? []) + signing.map(\.keyId) }

  private static func keys(_ use: String, in document: JSONValue?) -> [Data] {
    guard case .array(let items)? = document?["keys"] else { return [] }
    return items.filter { $0.text("use") == use }.compactMap { $0.bytes("publicKey") }.filter { $0.count == 32 }
  }
}
