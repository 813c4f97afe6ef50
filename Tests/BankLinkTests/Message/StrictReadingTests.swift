import Crypto
import Domain
import Foundation
import Sealing
import Testing
import Text

@testable import BankLink

/// Messages of banks have the members that the protocol names and no others (rule 5).
@Suite("What banks send is read strictly")
struct StrictReadingTests {
  private static let names = [
    "cards", "card", "number", "name", "idNumber", "phone", "balance", "extensions", "note", "message", "x", "",
    "Sealed",
    "sealed ", "STATUS", "bank", "consent", "debit", "$schema", "卡号", "sealed\u{200b}",
  ]
  private static let values = [
    #""6228480000000000018""#, "6228480000000000018", "null", "true", "[]", "{}", #"[{"first4":"6228"}]"#, #""张三""#,
  ]
  private static let sealed: String = {
    let binding = AnswerBinding(enquiry: "e", bank: BankCode("abc"), consent: "c")
    let key = Curve25519.KeyAgreement.PrivateKey().sealingKey
    do {
      return try AnswerSeal.seal([], binding: binding, to: key).base64EncodedString()
    } catch {
      preconditionFailure("\(error)")
    }
  }()
  private static let items = [
    #""enquiry":"e","status":"answered","sealed":"\#(sealed)""#, #""enquiry":"e","status":"accepted""#,
    #""enquiry":"e","status":"accepted","retryAfterSeconds":5"#,
    #""enquiry":"e","status":"declined","code":"identity_mismatch""#,
  ]

  private static func replies(_ body: String) throws(WireFault) -> BankReplies {
    try Wire.decode(AnswerMessage.self, from: Array(body.utf8)).replies
  }

  /// A name and a value as a member of an object.
  private static let members = names.flatMap { name in
    values.map { "\(JSONValue.string(name).compact):\($0)" }
  }

  @Test(
    "A member beside those of an item makes it no answer, wherever it stands, and spoils no other", arguments: items)
  func item(item: String) throws {
    for member in Self.members {
      for object in ["{\(item),\(member)}", "{\(member),\(item)}"] {
        let replies = try Self.replies(#"{"answers":[\#(object),{"enquiry":"other","status":"accepted"}]}"#)
        #expect(replies["e"] == .malformed(code: "bad_shape"), "\(member)")
        #expect(replies["other"] == .accepted(retryAfter: nil))
      }
    }
  }

  @Test("A member of one status goes with no other")
  func otherStatus() throws {
    let own = ["sealed": "answered", "retryAfterSeconds": "accepted", "code": "declined"]
    let extra = ["sealed": #""\#(Self.sealed)""#, "retryAfterSeconds": "5", "code": #""unspecified""#]
    for (item, status) in zip(Self.items, ["answered", "accepted", nil, "declined"]) {
      for (name, value) in extra where status != nil && own[name] != status {
        let replies = try Self.replies(#"{"answers":[{\#(item),"\#(name)":\#(value)}]}"#)
        #expect(replies["e"] == .malformed(code: "bad_shape"), "\(status ?? "") \(name)")
      }
    }
  }

  @Test("A member beside the answers makes the whole message none")
  func beside() {
    for member in Self.members {
      for body in [#"{"answers":[],\#(member)}"#, #"{\#(member),"answers":[{\#(Self.items[0])}]}"#] {
        #expect(throws: WireFault.badShape) { try Self.replies(body) }
      }
    }
  }

  @Test("A member given twice makes the whole message none, the same value or another", arguments: items)
  func twice(item: String) {
    for member in item.split(separator: ",") {
      let name = member.prefix { $0 != ":" }
      for again in [String(member), "\(name):\"6228480000000000018\"", "\(name):null"] {
        #expect(throws: WireFault.duplicateKey) { try Self.replies(#"{"answers":[{\#(item),\#(again)}]}"#) }
      }
    }
    #expect(throws: WireFault.duplicateKey) { try Self.replies(#"{"answers":[],"answers":[{\#(item)}]}"#) }
  }

  @Test("A value of another kind makes an item no answer")
  func kinds() throws {
    for value in Self.values {
      let replies = try Self.replies(
        #"{"answers":[{"enquiry":"e","status":"accepted","retryAfterSeconds":\#(value)}]}"#)
      #expect(replies["e"] == .malformed(code: "bad_shape"), "\(value)")
    }
    for value in Self.values {
      let declined = try Self.replies(#"{"answers":[{"enquiry":"e","status":"declined","code":\#(value)}]}"#)
      #expect(declined["e"] == .malformed(code: "bad_shape"), "\(value)")
      let status = try Self.replies(#"{"answers":[{"enquiry":"e","status":\#(value)}]}"#)
      #expect(status["e"] == .malformed(code: "bad_shape"), "\(value)")
      let named = try Self.replies(#"{"answers":[{"enquiry":\#(value),"status":"accepted"}]}"#)
      #expect(named["e"] == nil)
    }
  }

  @Test("What names no enquiry is for nobody: it is counted, and nothing of it is kept")
  func strays() throws {
    let replies = try Self.replies(
      #"{"answers":["6228480000000000018",{"enquiry":"张三 6228480000000000018","status":"accepted"},{\#(Self.items[1])}]}"#
    )
    #expect(replies.strays == 2 && replies.items.map(\.enquiry) == ["e"])
  }

  @Test("Only the published reasons decline; anything else is kept nowhere")
  func declines() throws {
    for code in DeclineCode.allCases {
      let replies = try Self.replies(#"{"answers":[{"enquiry":"e","status":"declined","code":"\#(code.rawValue)"}]}"#)
      #expect(replies["e"] == .declined(code))
    }
    for code in [
      "zhang_san", "6228480000000000018", "identity_mismatch ", "IDENTITY_MISMATCH", "identity_mismatch_6228", "", "ok",
      "card_6228_0018", "13800138000",
    ] {
      let replies = try Self.replies(#"{"answers":[{"enquiry":"e","status":"declined","code":"\#(code)"}]}"#)
      #expect(replies["e"] == .malformed(code: "bad_shape"), "\(code)")
    }
  }

  @Test("Sealed bytes have one spelling in Base64")
  func base64() throws {
    let spare = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let text = Array(Self.sealed)
    let last = try #require(text.lastIndex { $0 != "=" })
    let value = try #require(spare.firstIndex(of: text[last]))
    var other = text
    other[last] = spare[value | 1]
    for spelling in [String(other), Self.sealed + "\\n", Self.sealed + "====", " " + Self.sealed, Self.sealed + "AAAA"]
    {
      let replies = try Self.replies(#"{"answers":[{"enquiry":"e","status":"answered","sealed":"\#(spelling)"}]}"#)
      guard case .malformed? = replies["e"] else {
        Issue.record("\(spelling.suffix(12)) was taken")
        continue
      }
    }
  }

  private static func refusal(_ body: String, _ status: Int = 400) -> BankFailure? {
    HTTPAnswer(status: status, fields: [], body: Data(body.utf8)).failure
  }

  @Test("Of an error only a published code and the enquiry it names are taken, and of a longer one nothing")
  func errors() {
    let right = #""code":"consent_used","message":"m","enquiry":"e","retry":false"#
    #expect(Self.refusal(#"{"error":{\#(right)}}"#) == .refused(status: 400, code: "consent_used", enquiry: "e"))
    for member in Self.members where !member.hasPrefix(#""message""#) {
      #expect(Self.refusal(#"{"error":{\#(right),\#(member)}}"#) == .refused(status: 400, code: nil))
      #expect(Self.refusal(#"{"error":{\#(right)},\#(member)}"#) == .refused(status: 400, code: nil))
    }
    let made = #"{"error":{"code":"zhang_san_6228","message":"m","enquiry":"张三","retry":false}}"#
    #expect(Self.refusal(made) == .refused(status: 400, code: nil))
  }

  @Test("An error as problem details says the same, and of what stands beside it nothing is read")
  func problems() {
    let error = #""error":{"code":"identity_not_sealed","message":"m","enquiry":"e","retry":false}"#
    let expected = BankFailure.refused(status: 400, code: "identity_not_sealed", enquiry: "e")
    for beside in [
      #""type":"about:blank""#, #""type":"https://b.example/p","title":"No","status":400,"detail":"d","instance":"/i""#,
      #""title":null,"status":"6228480000000000018","detail":["x"]"#,
    ] {
      #expect(Self.refusal("{\(beside),\(error)}") == expected)
      #expect(Self.refusal("{\(error),\(beside)}") == expected)
      #expect(Self.refusal("{\(beside)}") == .refused(status: 400, code: nil))
    }
  }

  @Test("The keys that a bank shows are what the protocol names, under their own names")
  func keys() throws {
    let seal = KeysMessage.Key(.seal, publicKey: Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation)
    let sign = KeysMessage.Key(.sign, publicKey: SigningKey().publicKey.rawRepresentation)
    let right = KeysMessage(keys: [seal, sign])
    #expect(try Wire.decode(ShownKeys.self, from: Wire.encode(right)).keys == right)
    let text = String(decoding: Wire.encode(right), as: UTF8.self)
    for member in Self.members {
      for wrong in [
        String(text.dropLast()) + ",\(member)}",
        text.replacingOccurrences(of: #""use":"seal""#, with: #""use":"seal",\#(member)"#),
      ] {
        #expect(throws: WireFault.badShape) { try Wire.decode(ShownKeys.self, from: Array(wrong.utf8)) }
      }
    }
    for (old, new) in [(seal.keyId, sign.keyId), (#""use":"sign""#, #""use":"other""#)] {
      let wrong = text.replacingOccurrences(of: old, with: new)
      #expect(throws: WireFault.badShape) { try Wire.decode(ShownKeys.self, from: Array(wrong.utf8)) }
    }
  }

  @Test("Keys that serve for two uses, or for none, are not sound")
  func soundness() {
    let good = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
    let sign = KeysMessage.Key(.sign, publicKey: SigningKey().publicKey.rawRepresentation)
    #expect(KeysMessage(keys: [.init(.seal, publicKey: good), sign]).isSound)
    #expect(!KeysMessage(keys: [.init(.seal, publicKey: good), .init(.sign, publicKey: good)]).isSound)
    #expect(!KeysMessage(keys: [.init(.seal, publicKey: Data(count: 32)), sign]).isSound)
    #expect(!KeysMessage(keys: [.init(.seal, publicKey: good), .init(.sign, publicKey: Data(count: 32))]).isSound)
  }
}
