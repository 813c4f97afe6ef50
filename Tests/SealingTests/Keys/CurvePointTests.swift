import Crypto
import Domain
import Foundation
import Testing

@testable import Sealing

/// Public keys of Curve25519 that only their inventor can use.
struct CurvePointTests {
  /// Every u-coordinate that X25519 takes for a point of small order, on the curve or on its twist: 0, 1, two of order
  /// 8 and p - 1, and p, p + 1, which are 0 and 1 again.
  static let weakMontgomery = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]

  /// Every y-coordinate of a point of small order on the Edwards curve, and the second spellings of 0 and 1.
  static let weakEdwards = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]

  /// Every second spelling: p to 2^255 - 1.
  static let tooLarge = (0xed...0xff).map { Data([UInt8($0)] + [UInt8](repeating: 0xff, count: 30) + [0x7f]) }

  private static func topBit(_ bytes: Data) -> Data { Data(bytes.dropLast() + [bytes[31] | 0x80]) }

  /// Keys unfit for sealing, with the top bit as it is and set: X25519 ignores that bit, and in Ed25519 it is a sign.
  static let notSealing =
    weakMontgomery.map(bytes).flatMap { [$0, topBit($0)] } + tooLarge.flatMap { [$0, topBit($0)] }
    + [
      topBit(Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation), Data(), Data(count: 31),
      Data(count: 33),
    ]
  static let notVerifying =
    weakEdwards.map(bytes).flatMap { [$0, topBit($0)] } + tooLarge.flatMap { [$0, topBit($0)] }
    + [Data(), Data(count: 31), Data(count: 33)]

  @Test("Nothing is sealed to a point of small order, however it is written, or to a second spelling of a key")
  func sealing() {
    for bytes in Self.notSealing { #expect(SealingPublicKey(rawRepresentation: bytes) == nil, "\(bytes.hexadecimal)") }
  }

  @Test("No signature counts under a point of small order, however it is written, or a second spelling of a key")
  func verifying() {
    for bytes in Self.notVerifying { #expect(VerifyingKey(rawRepresentation: bytes) == nil, "\(bytes.hexadecimal)") }
  }

  /// Whether the secret is all zeros with any private key, which is the definition (RFC 7748, section 6.1).
  private func givesZero(_ coordinate: Data) -> Bool {
    guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: coordinate) else { return true }
    guard let secret = try? Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(with: key) else {
      return true
    }
    return secret.withUnsafeBytes { $0.allSatisfy { $0 == 0 } }
  }

  @Test("The list of small orders is complete: all of it and nothing else gives a secret of zeros")
  func definition() {
    for bytes in Self.weakMontgomery.map(bytes).flatMap({ [$0, Self.topBit($0)] }) { #expect(givesZero(bytes)) }
    for bytes in (0..<40).map({ Data([$0] + [UInt8](repeating: 0, count: 31)) }) {
      #expect(givesZero(bytes) == !CurveBytes.isSealing(bytes), "\(bytes.hexadecimal)")
    }
  }

  @Test("Keys as they are made serve, and come out as they went in")
  func made() throws {
    for _ in 0..<50 {
      let (sealing, signing) = (Curve25519.KeyAgreement.PrivateKey(), SigningKey())
      let bytes = sealing.publicKey.rawRepresentation
      #expect(try #require(SealingPublicKey(rawRepresentation: bytes)).rawRepresentation == bytes)
      #expect(VerifyingKey(rawRepresentation: signing.publicKey.rawRepresentation) == signing.publicKey)
    }
  }

  @Test("The keys of the RFCs' examples serve")
  func examples() {
    for text in [
      "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
      "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
      "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a",
    ] { #expect(SealingPublicKey(rawRepresentation: bytes(text)) != nil) }
    for text in [
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
    ] { #expect(VerifyingKey(rawRepresentation: bytes(text)) != nil) }
  }

  @Test("What is sealed under an encapsulated key that is none does not open, and is seen at receipt")
  func encapsulated() throws {
    let key = Curve25519.KeyAgreement.PrivateKey()
    let binding = AnswerBinding(enquiry: "e", bank: BankCode("abc"), consent: "c")
    let sealed = try AnswerSeal.seal([], binding: binding, to: key.sealingKey)
    for weak in Self.notSealing where weak.count == 32 {
      let spoiled = weak + sealed.dropFirst(32)
      #expect(AnswerSeal.faultAtReceipt(spoiled) == .unsealed)
      #expect(throws: AnswerFault.unsealed) { try AnswerSeal.open(spoiled, binding: binding, with: key) }
      #expect(throws: WeakKey.self) {
        try EnquiryOpener(bank: BankCode("abc"), privateKey: key, encapsulatedKey: weak)
      }
    }
  }

  @Test("A person's key that is none gets no query sealed to it")
  func query() {
    for weak in Self.notSealing { #expect(throws: WeakKey.self) { try QueryKeys.make(query: "Q", personKey: weak) } }
  }
}

private func bytes(_ hexadecimal: String) -> Data {
  Data(
    stride(from: 0, to: hexadecimal.count, by: 2).compactMap { offset in
      UInt8(hexadecimal.dropFirst(offset).prefix(2), radix: 16)
    })
}
