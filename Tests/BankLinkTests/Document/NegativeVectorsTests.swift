import Crypto
import Domain
import Foundation
import Sealing
import Testing
import Text

@testable import BankLink

/// The published examples of refusals are refused here with the same codes.
struct NegativeVectorsTests {
  private func key(_ name: String) throws -> SigningKey {
    try #require(SigningKey(rawRepresentation: try ProtocolFiles.vectors().bytes(at: "keys", name, "private")))
  }

  private func cases(_ kind: String) throws -> [JSONValue] {
    guard case .array(let items)? = try ProtocolFiles.vectors()["negative"]?[kind] else {
      throw AnswerFault.badShape
    }
    return items
  }

  /// The member of a case if it has one, else of the example; nil if the case removes it.
  private func member(_ name: String, _ item: JSONValue, _ right: JSONValue) -> String? {
    item[name] == .null ? nil : item.text(name) ?? right.text(name)
  }

  private func fields(of item: JSONValue, _ right: JSONValue) -> [Field] {
    [("content-digest", "contentDigest"), ("signature", "signature"), ("signature-input", "signatureInput")]
      .compactMap { name, member in self.member(member, item, right).map { Field(name, $0) } }
  }

  private func code(of item: JSONValue, _ right: JSONValue, key: VerifyingKey) throws -> String? {
    let request = SignedRequest(
      method: "POST", scheme: "https", authority: try right.at("authority"),
      target: member("target", item, right) ?? "", fields: fields(of: item, right))
    guard case .integer(let now)? = item["now"] else { return "no time" }
    do throws(SignatureFault) {
      _ = try MessageVerifier { Int(now) }.verify(
        request, body: Data((member("body", item, right) ?? "").utf8)
      ) { $0 == key.keyId ? key : nil }
      return nil
    } catch { return error.code }
  }

  @Test("Requests: each fault has its code, and another order is none")
  func requests() throws {
    let right = try #require(try ProtocolFiles.vectors()["request"])
    let cases = try cases("requests")
    #expect(cases.count >= 12)
    for item in cases {
      let found = try code(of: item, right, key: try key("network").publicKey)
      #expect(found == item.text("code"), "\(item.text("name") ?? "?")")
    }
  }

  @Test("Consents: each fault has its code")
  func consents() throws {
    let network = try key("network").publicKey
    let cases = try cases("consents")
    #expect(cases.count >= 8)
    for item in cases {
      let artefact = try item.at("artefact")
      var found: String?
      do throws(ConsentFault) {
        _ = try ConsentArtefact.open(artefact) { $0 == network.keyId ? network : nil }
      } catch { found = error.rawValue }
      #expect(found == item.text("code"), "\(item.text("name") ?? "?")")
    }
  }

  @Test("Answers: none of them is displayed")
  func answers() throws {
    let vectors = try ProtocolFiles.vectors()
    let query = try Curve25519.KeyAgreement.PrivateKey(
      rawRepresentation: try vectors.bytes(at: "keys", "query", "private"))
    let binding = AnswerBinding(
      enquiry: try vectors.at("answer", "enquiry"), bank: BankCode(try vectors.at("answer", "bank")),
      consent: try vectors.at("answer", "consent"))
    let cases = try cases("answers")
    #expect(cases.count >= 7)
    for item in cases {
      #expect(throws: AnswerFault.self, "\(item.text("name") ?? "?")") {
        _ = try AnswerSeal.open(try item.bytes(at: "sealed"), binding: binding, with: query)
      }
    }
  }

  @Test("Callbacks: each fault has its code")
  func callbacks() throws {
    let right = try #require(try ProtocolFiles.vectors()["callback"])
    let bank = try key("bankSigning").publicKey
    let cases = try cases("callbacks")
    #expect(cases.count >= 8)
    for item in cases {
      #expect(try code(of: item, right, key: bank) == item.text("code"), "\(item.text("name") ?? "?")")
    }
  }

  @Test("Receipts of callbacks: each fault has its code, and nothing was taken")
  func receipts() throws {
    let callback = try #require(try ProtocolFiles.vectors()["callback"])
    let right = try #require(callback["response"])
    let (asked, network) = (try request(callback, callback), try key("network").publicKey)
    let cases = try cases("receipts")
    #expect(cases.count >= 6)
    for item in cases {
      let response = SignedResponse(status: 200, fields: fields(of: item, right), request: asked)
      guard case .integer(let now)? = item["now"] else { throw AnswerFault.badShape }
      var found: String?
      do throws(SignatureFault) {
        _ = try MessageVerifier { Int(now) }.verify(response, body: Data((member("body", item, right) ?? "").utf8)) {
          $0 == network.keyId ? network : nil
        }
      } catch { found = error.code }
      #expect(found == item.text("code"), "\(item.text("name") ?? "?")")
    }
  }

  @Test("Weak keys are no keys, whichever the use")
  func weakKeys() throws {
    for (use, isKey) in [
      ("seal", { SealingPublicKey(rawRepresentation: $0) != nil }),
      ("sign", { VerifyingKey(rawRepresentation: $0) != nil }),
    ] as [(String, (Data) -> Bool)] {
      guard case .array(let keys)? = try ProtocolFiles.vectors()["weakKeys"]?[use] else { throw AnswerFault.badShape }
      #expect(keys.count >= 13)
      for key in keys { #expect(!isKey(try key.bytes(at: "key")), "\(key.text("name") ?? "?")") }
    }
  }

  @Test("A callback, the same again signed anew, and the network's signed 200")
  func callback() throws {
    let callback = try #require(try ProtocolFiles.vectors()["callback"])
    let (bank, network) = (try key("bankSigning").publicKey, try key("network").publicKey)
    for (message, now) in [(callback, 1_656_468_100), (try #require(callback["again"]), 1_656_468_100)] {
      let request = try request(callback, message)
      _ = try MessageVerifier { now }.verify(request, body: Data(try callback.at("body").utf8)) {
        $0 == bank.keyId ? bank : nil
      }
    }
    let said = try #require(callback["response"])
    let response = SignedResponse(status: 200, fields: try fields(said, said), request: try request(callback, callback))
    _ = try MessageVerifier { 1_656_468_100 }.verify(response, body: Data(try said.at("body").utf8)) {
      $0 == network.keyId ? network : nil
    }
    #expect(try Wire.decode(TakenMessage.self, from: try said.at("body").utf8).taken == 1)
  }

  private func request(_ callback: JSONValue, _ message: JSONValue) throws -> SignedRequest {
    SignedRequest(
      method: "POST", scheme: "https", authority: try callback.at("authority"), target: try callback.at("target"),
      fields: try fields(callback, message))
  }

  private func fields(_ digested: JSONValue, _ message: JSONValue) throws -> [Field] {
    [
      Field("content-digest", try digested.at("contentDigest")),
      Field("signature-input", try message.at("signatureInput")), Field("signature", try message.at("signature")),
    ]
  }
}
