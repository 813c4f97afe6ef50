import Foundation
import Testing

@testable import BankLink

@Suite("Base64")
struct Base64Tests {
  private static let sizes = Array(0...70) + [1_072, 4_096]

  private static func bytes(_ count: Int) -> Data { Data((0..<count).map { UInt8(truncatingIfNeeded: $0 * 151 + 7) }) }

  @Test("has the text that everybody gives bytes, and gives them back", arguments: sizes)
  func roundTrip(count: Int) {
    let bytes = Self.bytes(count)
    let text = bytes.base64EncodedString()
    #expect(Base64.text(of: bytes) == text)
    #expect(Base64.bytes(of: text) == bytes)
    var appended = Array("before".utf8)
    Base64.append(bytes, to: &appended)
    #expect(String(decoding: appended, as: UTF8.self) == "before" + text)
    #expect(
      Base64.text(of: bytes, .url) == bytes.base64EncodedString(options: [.base64URLAlphabet, .omitPaddingCharacter]))
    #expect(Base64URL.decode(Base64.text(of: bytes, .url)) == bytes)
  }

  @Test(
    "is read in its one spelling only",
    arguments: [
      "=", "==", "===", "====", "A", "AA", "AAA", "A===", "AA=A", "AB==", "AAB=", "AA==AA==", "AAAA=", "AAAA====",
      "AAA\n", " AAA", "AAAA\n", "AA-A", "AA_A", "AA=\u{301}", "\u{212a}AAA", "查卡", "AAAAé", "AAAA\0AAA",
    ])
  func refused(text: String) {
    #expect(Base64.bytes(of: text) == nil)
  }

  @Test("is refused with a wrong letter at any place")
  func wrongLetters() {
    for text in ["AAAAAAAA", "AAAAAAA=", "AAAAAA=="] {
      for place in text.utf8.indices.map({ text.utf8.distance(from: text.utf8.startIndex, to: $0) }) {
        for letter in UInt8(0)...127 {
          var spoiled = Array(text.utf8)
          spoiled[place] = letter
          let said = String(decoding: spoiled, as: UTF8.self)
          let expected = Data(base64Encoded: said).flatMap { $0.base64EncodedString() == said ? $0 : nil }
          #expect(Base64.bytes(of: said) == expected)
        }
      }
    }
  }
}
