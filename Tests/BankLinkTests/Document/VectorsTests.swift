import Crypto
import Foundation
import Sealing
import Testing

@testable import BankLink

/// The worked examples, which were made by another implementation, hold here byte for byte.
struct VectorsTests {
  private func key(_ name: String) throws -> SigningKey {
    try #require(SigningKey(rawRepresentation: try ProtocolFiles.vectors().bytes(at: "keys", name, "private")))
  }

  private func agreement(_ name: String) throws -> Curve25519.KeyAgreement.PrivateKey {
    try .init(rawRepresentation: try ProtocolFiles.vectors().bytes(at: "keys", name, "private"))
  }

  private func request() throws -> SignedRequest {
    let vectors = try ProtocolFiles.vectors()
    return SignedRequest(
      method: try vectors.at("request", "method"), scheme: "https", authority: try vectors.at("request", "authority"),
      target: try vectors.at("request", "target"), fields: try fields("request"))
  }

  private func fields(_ message: String) throws -> [Field] {
    let vectors = try ProtocolFiles.vectors()
    return [
      Field("content-digest", try vectors.at(message, "contentDigest")),
      Field("signature-input", try vectors.at(message, "signatureInput")),
      Field("signature", try vectors.at(message, "signature")),
    ]
  }

  private func response() throws -> SignedResponse {
    SignedResponse(status: 200, fields: try fields("response"), request: try request())
  }

  /// The base as computed here, and its signature by a key.
  private func base(_ message: SignedMessage, _ key: SigningKey) throws -> (text: String, signature: String) {
    let isRequest = if case .request = message { true } else { false }
    let statement = try SignatureStatement(of: message, isRequest ? .request : .response)
    let bytes = try SignatureBase.bytes(of: message, covering: statement.components, statement.text)
    return (String(decoding: bytes, as: UTF8.self), "chaka=:\(key.sign(bytes).base64EncodedString()):")
  }

  @Test("Signature bases and signatures are those of the examples")
  func signatures() throws {
    let vectors = try ProtocolFiles.vectors()
    let request = try base(.request(request()), key("network"))
    #expect(try request.text == vectors.at("request", "signatureBase"))
    #expect(try request.signature == vectors.at("request", "signature"))
    let response = try base(.response(response()), key("bankSigning"))
    #expect(try response.text == vectors.at("response", "signatureBase"))
    #expect(try response.signature == vectors.at("response", "signature"))
  }

  @Test("The signed messages verify")
  func verifying() throws {
    let vectors = try ProtocolFiles.vectors()
    let verifier = MessageVerifier { 1_656_464_500 }
    let network = try key("network").publicKey
    let bank = try key("bankSigning").publicKey
    _ = try verifier.verify(try request(), body: Data(try vectors.at("request", "body").utf8)) {
      $0 == network.keyId ? network : nil
    }
    _ = try verifier.verify(try response(), body: Data(try vectors.at("response", "body").utf8)) {
      $0 == bank.keyId ? bank : nil
    }
  }

  @Test("Consent, identity and answer open, from the messages as they were sent")
  func opening() throws {
    let vectors = try ProtocolFiles.vectors()
    let message = try Wire.decode(EnquiryMessage.self, from: vectors.at("request", "body").utf8)
    let item = try #require(message.enquiries.first)
    let network = try key("network").publicKey
    let signed = try ConsentArtefact.open(item.consent) { $0 == network.keyId ? network : nil }
    #expect(try item.consent == vectors.at("consent", "artefact"))
    #expect(try ConsentArtefact.sign(signed.consent, enquiry: signed.enquiry, with: key("network")) == item.consent)
    var opener = try EnquiryOpener(
      bank: signed.consent.bank, privateKey: try agreement("bankSealing"), encapsulatedKey: message.encapsulatedKey)
    let document = opener.open(item.identity, enquiry: item.enquiry, consent: signed.consent.identifier)
    #expect(document == IdentityDocument(name: "张三", idNumber: "11010519491231002X", phone: "13800138000"))
    let replies = try Wire.decode(AnswerMessage.self, from: try vectors.at("response", "body").utf8).replies
    guard case .answered(let sealed)? = replies[item.enquiry] else { throw AnswerFault.badShape }
    let binding = AnswerBinding(
      enquiry: item.enquiry, bank: signed.consent.bank, consent: signed.consent.identifier)
    let cards = try AnswerSeal.open(sealed, binding: binding, with: try agreement("query"))
    #expect(cards.map { "\($0.kind.rawValue) \($0.first4) \($0.last4)" } == ["debit 6228 0018"])
  }

  @Test("Lengths, padding and key identifiers are those of the examples")
  func layouts() throws {
    let vectors = try ProtocolFiles.vectors()
    for (name, padding) in [("identity", Padding.identity), ("answer", .answer)] {
      let (text, padded) = (Data(try vectors.at(name, "text").utf8), try vectors.bytes(at: name, "padded"))
      #expect(padding.pad(text) == padded)
      #expect(padded.count % padding.step == 0)
    }
    let identity = lengthPrefixed([try vectors.at("identity", "enquiry"), try vectors.at("identity", "consent")])
    #expect(try identity.hexadecimal == vectors.at("identity", "aad"))
    for name in ["network", "bankSigning", "bankSealing", "query"] {
      let publicKey = try vectors.bytes(at: "keys", name, "public")
      #expect(try keyIdentifier(publicKey) == vectors.at("keys", name, "keyId"))
    }
  }

  @Test(
    "The document and the guides show these very examples", arguments: ["openapi.yaml", "README.md", "README.zh.md"])
  func shown(file: String) throws {
    let vectors = try ProtocolFiles.vectors()
    let text = try ProtocolFiles.text(file)
    for part in ["contentDigest", "signatureInput", "signature"] {
      let shown = try vectors.at("request", part)
      #expect(text.contains(shown))
    }
    for line in try vectors.at("request", "signatureBase").components(separatedBy: "\n") {
      #expect(text.contains(line))
    }
  }
}
