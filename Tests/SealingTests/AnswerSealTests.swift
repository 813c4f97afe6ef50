import Crypto
import Domain
import Foundation
import TestFixtures
import Testing

@testable import Sealing

struct AnswerSealTests {
  let key = Curve25519.KeyAgreement.PrivateKey()
  let binding = AnswerBinding(enquiry: "enquiry-1", bank: BankCode("abc"), consent: "consent-1")

  private func cards(_ count: Int) -> [MaskedCard] {
    (0..<count).compactMap { index in
      let last4 = String(String(index + 10_000).suffix(4))
      return MaskedCard(bank: binding.bank, kind: index % 3 == 0 ? .credit : .debit, first4: "6228", last4: last4)
    }
  }

  private func sealed(_ text: String) throws -> Data {
    try AnswerSeal.seal(plaintext: Padding.answer.pad(Data(text.utf8)), binding: binding, to: key.sealingKey)
  }

  private func fault(_ sealed: Data) -> AnswerFault? {
    do {
      _ = try AnswerSeal.open(sealed, binding: binding, with: key)
      return nil
    } catch {
      return error
    }
  }

  @Test("An answer opens with the cards it was sealed with", arguments: [0, 1, 9, 100, AnswerSeal.maximumCards])
  func roundTrip(count: Int) throws {
    let cards = cards(count)
    let sealed = try AnswerSeal.seal(cards, binding: binding, to: key.sealingKey)
    #expect(AnswerSeal.faultAtReceipt(sealed) == nil)
    #expect(try AnswerSeal.open(sealed, binding: binding, with: key) == cards)
  }

  @Test("Sizes step by 1,024 bytes, so that no card and nine cards look alike")
  func sizes() throws {
    let sizes = try [0, 1, 9, 18].map { try AnswerSeal.seal(cards($0), binding: binding, to: key.sealingKey).count }
    #expect(sizes == [1_072, 1_072, 1_072, 1_072])
    #expect(try AnswerSeal.seal(cards(30), binding: binding, to: key.sealingKey).count == 2_096)
    let largest = try AnswerSeal.seal(cards(AnswerSeal.maximumCards), binding: binding, to: key.sealingKey)
    #expect(largest.count <= AnswerSeal.largestSize)
  }

  @Test("More cards than the largest answer holds are refused")
  func tooManyCards() {
    #expect(throws: AnswerFault.tooLarge) {
      try AnswerSeal.seal(cards(AnswerSeal.maximumCards + 1), binding: binding, to: key.sealingKey)
    }
  }

  @Test(
    "An answer opens for no other enquiry, bank or consent",
    arguments: [
      AnswerBinding(enquiry: "enquiry-2", bank: BankCode("abc"), consent: "consent-1"),
      AnswerBinding(enquiry: "enquiry-1", bank: BankCode("boc"), consent: "consent-1"),
      AnswerBinding(enquiry: "enquiry-1", bank: BankCode("abc"), consent: "consent-2"),
      AnswerBinding(enquiry: "enquiry-1a", bank: BankCode("bc"), consent: "consent-1"),
    ])
  func otherBindings(other: AnswerBinding) throws {
    let sealed = try AnswerSeal.seal(cards(2), binding: binding, to: key.sealingKey)
    #expect(throws: AnswerFault.unsealed) { try AnswerSeal.open(sealed, binding: other, with: key) }
  }

  @Test("An answer opens with no other key, and not after a bit was changed")
  func otherKeys() throws {
    let sealed = try AnswerSeal.seal(cards(2), binding: binding, to: key.sealingKey)
    #expect(throws: AnswerFault.unsealed) {
      try AnswerSeal.open(sealed, binding: binding, with: Curve25519.KeyAgreement.PrivateKey())
    }
    for index in [0, 31, 32, 600, sealed.count - 1] {
      var changed = sealed
      changed[index] ^= 1
      #expect(fault(changed) == .unsealed)
    }
  }

  static let card = #"{"kind":"debit","first4":"6228","last4":"1234"}"#
  static let contents: [(String, AnswerFault?)] = [
    (#"{"cards":[\#(card)],"bank":"abc","enquiry":"enquiry-1"}"#, nil),
    (#"{ "enquiry" : "enquiry-1", "bank":"abc","cards":[ ] }"#, nil),
    (#"{"cards":[\#(card)],"bank":"boc","enquiry":"enquiry-1"}"#, .otherBank),
    (#"{"cards":[\#(card)],"bank":"abc","enquiry":"enquiry-2"}"#, .otherEnquiry),
    (#"{"cards":[\#(card)],"bank":"abc"}"#, .badShape),
    (#"{"cards":[\#(card)],"bank":"abc","enquiry":"enquiry-1","name":"x"}"#, .badShape),
    (#"{"cards":[],"cards":[\#(card)],"bank":"abc","enquiry":"enquiry-1"}"#, .badShape),
    (#"{"cards":[\#(card)],"bank":"abc","bank":"6228480000000000018","enquiry":"enquiry-1"}"#, .badShape),
    (#"{"cards":{},"bank":"abc","enquiry":"enquiry-1"}"#, .badShape),
    (#"{"cards":null,"bank":"abc","enquiry":"enquiry-1"}"#, .badShape),
    (#"{"cards":["6228480000000000018"],"bank":"abc","enquiry":"enquiry-1"}"#, .badShape),
    (answer(#"{"kind":"debit","first4":"6228480000000000018","last4":"0018"}"#), .fullCardNumber),
    (answer(#"{"kind":"debit","first4":"6228","last4":"6228 4800 0000 0000 018"}"#), .fullCardNumber),
    (answer(#"{"kind":"debit","first4":"6228","last4":"1234","number":"6228480000000000018"}"#), .badShape),
    (answer(#"{"kind":"debit","first4":"6228","first4":"6228","last4":"1234"}"#), .badShape),
    (answer(#"{"kind":"debit","first4":6228480000000000018,"last4":"0018"}"#), .badShape),
    (answer(#"{"kind":"debit","first4":"6228","last4":"12"}"#), .badShape),
    (answer(#"{"kind":"debit","first4":"622a","last4":"1234"}"#), .badShape),
    (answer(#"{"kind":"prepaid","first4":"6228","last4":"1234"}"#), .badShape),
    (answer(#"{"first4":"6228","last4":"1234"}"#), .badShape),
    ("[]", .badShape), ("null", .badShape), ("", .badShape), ("6228480000000000018", .badShape),
    (String(repeating: "[", count: 900), .badShape),
  ]

  private static func answer(_ card: String) -> String {
    #"{"cards":[\#(card)],"bank":"abc","enquiry":"enquiry-1"}"#
  }

  @Test("What shows itself only on opening is refused with its code", arguments: contents)
  func opening(text: String, expected: AnswerFault?) throws {
    let found = fault(try sealed(text))
    #expect(found == expected)
    if let found { #expect(!"\(found.message)\(found.facts)".contains("6228")) }
  }

  @Test("More cards than an answer may hold are refused on opening")
  func crowded() throws {
    let small = #"{"kind":"debit","first4":"6228","last4":"1234"}"#
    let text = Self.answer(Array(repeating: small, count: 1_301).joined(separator: ","))
    #expect(fault(try sealed(text)) == .tooLarge)
  }

  @Test("A padding that lies about its length or hides something is refused")
  func padding() throws {
    var hiding = Padding.answer.pad(Data(Self.contents[0].0.utf8))
    hiding[1_023] = 1
    var lying = Padding.answer.pad(Data(Self.contents[0].0.utf8))
    lying[0] = 0xff
    for plaintext in [hiding, lying] {
      #expect(fault(try AnswerSeal.seal(plaintext: plaintext, binding: binding, to: key.sealingKey)) == .unpadded)
    }
  }

  /// Texts with as many blanks or other spellings as make them one step longer than needed.
  private static let longer = [
    #"{"cards":[],"bank":"abc","enquiry":"enquiry-1"}"# + String(repeating: " ", count: 1_024),
    "{" + String(repeating: "\n", count: 1_024) + #""cards":[],"bank":"abc","enquiry":"enquiry-1"}"#,
    #"{"cards":[\#(String(repeating: "\t", count: 2_100))],"bank":"abc","enquiry":"enquiry-1"}"#,
    answer(
      Array(repeating: #"{"kind":"\u0064\u0065\u0062\u0069\u0074","first4":"6228","last4":"1234"}"#, count: 18)
        .joined(separator: ",")),
    answer(
      Array(repeating: #"{"kind": "debit",    "first4": "6228", "last4": "1234"}"#, count: 18)
        .joined(separator: ",")),
  ]

  @Test(
    "A text that takes more steps than its cards do is refused: its size would tell what padding hides",
    arguments: longer)
  func blanks(text: String) throws { #expect(fault(try sealed(text)) == .unpadded) }

  @Test("A text with blanks that take no step more opens")
  func indented() throws {
    let text = #"{ "cards" : [ \#(Self.card) ],\#n  "bank" : "abc", "enquiry" : "enquiry-1" }"#
    #expect(fault(try sealed(text)) == nil)
  }

  @Test("A text is UTF-8 without a mark in front, as all JSON of the wire is")
  func encodings() throws {
    let text = Self.answer(Self.card)
    let others: [Data?] = [
      text.data(using: .utf16LittleEndian), text.data(using: .utf16BigEndian), text.data(using: .utf16),
      text.data(using: .utf32LittleEndian), Data([0xef, 0xbb, 0xbf]) + Data(text.utf8),
      Data(text.utf8) + Data([0]), Data("\(text)\(text)".utf8),
    ]
    for bytes in others {
      let padded = Padding.answer.pad(try #require(bytes))
      #expect(fault(try AnswerSeal.seal(plaintext: padded, binding: binding, to: key.sealingKey)) == .badShape)
    }
  }

  @Test(
    "Only 32 + k * 1,024 + 16 bytes with k from 1 to 64 are plausible",
    arguments: [
      (0, AnswerFault.unpadded), (48, .unpadded), (1_071, .unpadded), (1_072, nil), (1_073, .unpadded),
      (2_096, nil), (65_584, nil), (66_608, .tooLarge), (1 << 20, .tooLarge),
    ])
  func plausibleSizes(size: Int, expected: AnswerFault?) {
    var bytes = Data((0..<size).map { _ in UInt8.random(in: 128...191) })
    // The ephemeral key is a valid one, as far as its bytes are left.
    if size > 31 { bytes[31] = 0x40 }
    #expect(AnswerSeal.faultAtReceipt(bytes) == expected)
  }

  @Test("An answer that can be read as it came is unsealed, padded or not")
  func readable() {
    let text = Data(Self.contents[0].0.utf8)
    let padded = Padding.answer.pad(text) + Data(count: 48)
    for bytes in [text, padded] { #expect(AnswerSeal.faultAtReceipt(bytes) == .unsealed) }
  }
}
