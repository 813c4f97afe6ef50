import Foundation
import Sealing
import Testing

@testable import BankLink

/// Text in our own spelling is read without the general parser; both readers have to agree.
struct SpellingTests {
  private static let terms = SignatureTerms(
    created: 1_656_464_400, expires: 1_656_464_700, nonce: "abcDEF-_0123456789", keyId: "0123456789abcdef")
  private static let signature = "chaka=:\(Data(repeating: 7, count: 64).base64EncodedString()):"
  private static let text = terms.text(of: .request)

  private func quick(_ text: String) -> SignatureStatement? {
    guard SignatureTerms(text[...], of: .request) != nil else { return nil }
    let request = SignedRequest(
      method: "POST", scheme: "http", authority: "a", target: "/",
      fields: [Field("signature-input", "chaka=\(text)"), Field("signature", Self.signature)])
    return try? SignatureStatement(of: .request(request), .request)
  }

  private func general(_ text: String) throws -> SignatureStatement {
    try SignatureStatement(parsing: "chaka=\(text)", Self.signature)
  }

  @Test("Both ways read the own spelling, and read it the same")
  func same() throws {
    #expect(SignatureTerms(Self.text[...], of: .request) == Self.terms)
    #expect(try quick(Self.text) == general(Self.text))
  }

  @Test("Of every text that one character makes different, what the quick way takes the general one takes the same")
  func everyChange() throws {
    let bytes = Array(Self.text.utf8)
    var taken = 0
    for index in bytes.indices {
      for byte: UInt8 in [0x20, 0x22, 0x28, 0x29, 0x30, 0x39, 0x3b, 0x3d, 0x5c, 0x41, 0x7a, 0x2c] {
        for changed in [bytes[..<index] + [byte] + bytes[(index + 1)...], bytes[..<index] + [byte] + bytes[index...]] {
          let text = String(decoding: changed, as: UTF8.self)
          guard let quick = quick(text) else { continue }
          taken += 1
          #expect(try quick == general(text), "\(text)")
        }
      }
    }
    #expect(taken > 100)
  }

  @Test(
    "A right signature in another spelling counts as well",
    arguments: [
      (#";created="#, #"; created="#), (#""@method" "@authority""#, #""@authority"  "@method""#),
      (#";alg="ed25519";tag="chaka-1""#, #";tag="chaka-1";alg="ed25519";extra"#),
    ])
  func otherSpelling(own: String, other: String) throws {
    let text = Self.text.replacingOccurrences(of: own, with: other)
    #expect(text != Self.text)
    #expect(quick(text) == nil)
    let statement = try general(text)
    try statement.requireCover(of: .request)
    #expect(try statement.verified(at: 1_656_464_400) == general(Self.text).verified(at: 1_656_464_400))
  }

  @Test(
    "A byte sequence is found only where it is the whole field",
    arguments: [
      ("chaka=:AAAA:", "AAAA"), ("chaka=::", ""), ("chaka=:AA:,b=:AA:", nil), ("chaka=:AA:;x", nil),
      ("other=:AA:", nil),
      ("chaka=:A A:", nil), ("chaka=:", nil), ("chaka=", nil), ("", nil), (" chaka=:AA:", nil),
    ])
  func byteMember(field: String, found: String?) {
    #expect(ByteMember.base64("chaka", of: field).map(String.init) == found)
  }
}
