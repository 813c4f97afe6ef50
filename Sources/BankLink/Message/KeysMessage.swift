import Foundation
import Sealing
import Text

/// `GET {endpoint}/v1/keys`: public keys of a bank, or of the network; the one to use first comes first.
public struct KeysMessage: WireMessage, Equatable {
  public let keys: [Key]

  public init(keys: [Key]) { self.keys = keys }

  public struct Key: Sendable, Equatable {
    public let keyId: String
    public let use: Use
    /// The key, 32 bytes.
    public let publicKey: Data

    public enum Use: String, Sendable {
      /// X25519, for sealing.
      case seal
      /// Ed25519, for verifying signatures.
      case sign
    }

    public init(_ use: Use, publicKey: Data) {
      self.use = use
      self.publicKey = publicKey
      keyId = keyIdentifier(publicKey)
    }
  }

  /// The sealing keys, in their order.
  public var sealingKeys: [SealingPublicKey] { keys(for: .seal).compactMap(SealingPublicKey.init(rawRepresentation:)) }
  /// The verifying keys, in their order.
  public var verifyingKeys: [VerifyingKey] { keys(for: .sign).compactMap(VerifyingKey.init(rawRepresentation:)) }

  /// Whether every key can serve its use and was made from a private one, and each has one use.
  public var isSound: Bool {
    let (sealing, verifying) = (sealingKeys, verifyingKeys)
    return sealing.count + verifying.count == keys.count && Set(keys.map(\.publicKey)).count == keys.count
      && verifying.allSatisfy(\.isOfGroup)
      && Set(sealing.map(\.rawRepresentation)).isDisjoint(with: verifying.map(\.sealingImage))
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
      // Keys of uses that a later version adds are skipped.
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

/// The keys at a bank's endpoint, read strictly: no other members, no other uses, no wrong names.
package struct ShownKeys: WireMessage {
  package let keys: KeysMessage
  package var json: JSONValue { keys.json }

  package init?(json: JSONValue) {
    guard json.has(only: ["keys"]), case .array(let items)? = json["keys"], let keys = KeysMessage(json: json),
      keys.keys.count == items.count
    else { return nil }
    for (item, key) in zip(items, keys.keys) {
      guard item.has(only: ["keyId", "use", "publicKey"]), item["keyId"].map({ $0 == .string(key.keyId) }) ?? true
      else { return nil }
    }
    self.keys = keys
  }
}

extension JSONValue {
  /// The text of bytes in Base64.
  init(bytes: Data) { self = .string(Base64.text(of: bytes)) }

  /// The bytes under a key, in their one spelling in Base64.
  package func bytes(_ key: String) -> Data? { text(key).flatMap(Base64.bytes) }
}
