import Foundation
import Program
import RolloutControl
import Text

/// `show keys network`: as JSON the document that banks take in.
struct NetworkKeysAnswer: Answer {
  let keys: [NetworkKey]

  var json: JSONValue {
    [
      "keys": .array(
        keys.map { key in
          [
            "keyId": .string(key.keyId), "use": "sign", "publicKey": .string(key.publicKey.base64EncodedString()),
            "validFrom": JSONValue(key.validFrom), "validUntil": JSONValue(key.validUntil),
          ]
        })
    ]
  }

  var table: Table {
    var table = Table([
      .init("keyId", zh: "密钥", en: "key"), .init("use", zh: "用途", en: "use"),
      .init("publicKey", zh: "公钥", en: "public key"), .init("validFrom", zh: "从", en: "from"),
      .init("validUntil", zh: "至", en: "until"),
    ])
    for key in keys {
      table.add([
        .init(key.keyId, .bold), "sign", .init(key.publicKey.base64EncodedString()),
        .init(key.validFrom.short, csv: key.validFrom.description),
        .init(key.validUntil?.short ?? "", csv: key.validUntil?.description ?? ""),
      ])
    }
    return table
  }
}
