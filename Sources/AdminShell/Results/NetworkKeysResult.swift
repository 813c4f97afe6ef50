import Foundation
import Program
import RolloutControl
import Text

extension Listing where Row == NetworkKey {
  /// `show keys network`: as JSON the document that banks read.
  static func networkKeys(_ keys: [NetworkKey]) -> Listing {
    Listing(
      keys,
      [
        Field("keyId", zh: "密钥", en: "key") { .init($0.keyId, .bold) },
        Field("use", zh: "用途", en: "use") { _ in "sign" },
        Field("publicKey", zh: "公钥", en: "public key") { .init($0.publicKey.base64EncodedString()) },
        Field("validFrom", zh: "从", en: "from") { .init($0.validFrom.short, csv: $0.validFrom.description) },
        Field("validUntil", zh: "至", en: "until") {
          .init($0.validUntil?.short ?? "", csv: $0.validUntil?.description ?? "")
        },
      ], json: { ["keys": .array(keys.map(document))] })
  }

  private static func document(_ key: NetworkKey) -> JSONValue {
    [
      "keyId": .string(key.keyId), "use": "sign", "publicKey": .string(key.publicKey.base64EncodedString()),
      "validFrom": JSONValue(key.validFrom), "validUntil": JSONValue(key.validUntil),
    ]
  }
}
