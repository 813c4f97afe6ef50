import BankLink
import Domain
import Foundation
import Sealing
import Testing
import Text

struct ConsentArtefactTests {
  private let key = SigningKey()
  private let consent = Consent(
    identifier: "c1", bank: BankCode("abc"), person: "p-abc", grantedAt: Moment(milliseconds: 0),
    expiresAt: Moment(milliseconds: 86_400_000), agreementVersion: "1", verification: ["face", "sms"],
    publicKey: Data(repeating: 7, count: 32))

  private func open(_ text: String) throws -> SignedConsent {
    try ConsentArtefact.open(text) { $0 == key.keyId ? key.publicKey : nil }
  }

  @Test("What the network signed is read as it was granted, and says for which enquiry")
  func reading() throws {
    let opened = try open(ConsentArtefact.sign(consent, enquiry: "e1", with: key))
    #expect(opened.consent == consent)
    #expect(opened.enquiry == "e1")
  }

  @Test("Nothing in it tells which other banks were asked, or who the person is")
  func content() throws {
    let text = ConsentArtefact.sign(consent, enquiry: "e1", with: key)
    let payload = try #require(Base64URL.decode(text.split(separator: ".")[1]))
    let json = try JSONValue(utf8: Array(payload))
    guard case .object(let members) = json else {
      Issue.record("no object")
      return
    }
    let expected = [
      "consent", "enquiry", "bank", "purpose", "scope", "uses", "person", "verification", "grantedAt", "expiresAt",
      "agreementVersion", "answerKey",
    ]
    #expect(members.map(\.key) == expected)
    #expect(json["uses"] == 1 && json["bank"] == "abc" && json["person"] == "p-abc")
  }

  @Test("A consent that was altered, or signed by somebody else, does not count")
  func forged() throws {
    let parts = ConsentArtefact.sign(consent, enquiry: "e1", with: key).split(separator: ".").map(String.init)
    let other = ConsentArtefact.sign(consent, enquiry: "e2", with: key).split(separator: ".").map(String.init)
    #expect(throws: ConsentFault.forged) { try open([parts[0], other[1], parts[2]].joined(separator: ".")) }
    #expect(throws: ConsentFault.unknownKey) {
      try open(ConsentArtefact.sign(consent, enquiry: "e1", with: SigningKey()))
    }
  }

  @Test("What is no artefact is malformed", arguments: ["", "a.b", "a.b.c", "..", "e30.e30.AAAA"])
  func malformed(text: String) {
    #expect(throws: ConsentFault.malformed) { try open(text) }
  }

  @Test("A header that names no algorithm of ours is malformed, whatever it signs")
  func algorithms() throws {
    let header = Base64URL.encode(Data(#"{"alg":"none","kid":"\#(key.keyId)","typ":"chaka-consent+jws"}"#.utf8))
    let parts = ConsentArtefact.sign(consent, enquiry: "e1", with: key).split(separator: ".").map(String.init)
    let text = "\(header).\(parts[1])"
    #expect(throws: ConsentFault.malformed) { try open("\(text).\(Base64URL.encode(key.sign(Data(text.utf8))))") }
  }
}
