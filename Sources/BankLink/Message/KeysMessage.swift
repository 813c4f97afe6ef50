import Domain
import Foundation
import Sealing

/// `GET {endpoint}/v1/keys`: public keys of a bank, or of the network; the one to use first comes first.
public struct KeysMessage: WireMessage, Equatable {
  public let keys: [Key]

  public init(keys: [Key]) { self.keys = keys }

  public struct Key: Sendable, Equatable {
    public let keyId: String
    public let use: Use
    /// 32 bytes.
    public let publicKey: Data

    public enum Use: String, Sendable {
      /// X25519, to seal to.
      case seal
      /// Ed25519, to verify signatures with.
      case sign
    }

    public init(_ use: Use, publicKey: Data) {
      self.use = use
      self.publicKey = publicKey
      keyId = keyIdentifier(publicKey)
    }
  }

  /// The keys of one use, in their order.
  public func keys(for use: Key.Use) -> [Data] { keys.filter { $0.use == use }.map(\.publicKey) }

  public init?(json: JSONValue) {
    guard case .array(let items)? = json["keys"] else { return nil }
    var keys: [Key] = []
    for item in items {
      guard let use = item.text("use"), let publicKey = item.bytes("publicKey"), publicKey.count == 32 else {
        return nil
      }
      // A use that came later is none of ours.
      if let use = Key.Use(rawValue: use) { keys.append(Key(use, publicKey: publicKey)) }
    }
    self.keys = keys
  }

  public var json: JSONValue {
    .object([
      .init(
        "keys",
        .array(
          keys.map { key in
            .object([
              .init("keyId", .string(key.keyId)), .init("use", .string(key.use.rawValue)),
              .init("publicKey", JSONValue(bytes: key.publicKey)),
            ])
          }))
    ])
  }
}

extension JSONValue {
  /// Base64.
  init(bytes: Data) { self = .string(bytes.base64EncodedString()) }

  /// The bytes under a key, in Base64.
  package func bytes(_ key: String) -> Data? { text(key).flatMap { Data(base64Encoded: $0) } }
}
