import Crypto
import Foundation
import Testing

@testable import Sealing

struct EdwardsPointTests {
  /// Three times the base point, and its sum with each point of small order: computed apart from this program.
  private static let key = "d4b4f5784868c3020403246717ec169ff79e26608ea126a1ab69ee77d1b16712"
  private static let mixed = [
    "528b312e93bc0c3705c89c20dcd85600e229ad3d6872b1c656d3873fbe62e6e2",
    "508cbc5d261a2ed21c69a3867761071d571f73943cf3fd02b8576e00e5a3c5ef",
    "08e8461bace82b50af65402ff1cad3d2399afe459544096a7f106c54fc875d42",
    "194b0a87b7973cfdfbfcdb98e813e9600861d99f715ed95e549611882e4e98ed",
    "9b74ced16c43f3c8fa3763df2327a9ff1dd652c2978d4e39a92c78c0419d191d",
    "9d7343a2d9e5d12de3965c79889ef8e2a8e08c6bc30c02fd47a891ff1a5c3a10",
    "e517b9e45317d4af509abfd00e352c2dc66501ba6abbf69580ef93ab0378a2bd",
  ]
  /// Small numbers that are no point's coordinate.
  private static let offCurve: [UInt8] = [2, 7, 8, 11, 12]

  private func bytes(_ hexadecimal: String) -> Data {
    Data((0..<32).compactMap { UInt8(hexadecimal.dropFirst($0 * 2).prefix(2), radix: 16) })
  }

  @Test("A key that was made from a private one is of the group; with a point of small order added it is not")
  func group() throws {
    #expect(try #require(VerifyingKey(rawRepresentation: bytes(Self.key))).isOfGroup)
    for text in Self.mixed { #expect(VerifyingKey(rawRepresentation: bytes(text))?.isOfGroup == false, "\(text)") }
    for _ in 0..<5 { #expect(SigningKey().publicKey.isOfGroup) }
  }

  @Test("A coordinate that no point of the curve has is no key", arguments: offCurve)
  func curve(coordinate: UInt8) {
    for sign: UInt8 in [0, 0x80] {
      let bytes = Data([coordinate] + [UInt8](repeating: 0, count: 30) + [sign])
      #expect(VerifyingKey(rawRepresentation: bytes)?.isOfGroup == false)
    }
  }

  @Test("A signing key's image is the sealing key that has the same private number")
  func image() throws {
    let worked = "123c71fbaf030ac059081c62674e82f864ba1bc2914d5345e6ab576d1abc121c"
    #expect(try #require(VerifyingKey(rawRepresentation: bytes(Self.key))).sealingImage == bytes(worked))
    for _ in 0..<5 {
      let signing = SigningKey()
      let number = Data(SHA512.hash(data: signing.rawRepresentation).prefix(32))
      let sealing = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: number)
      #expect(signing.publicKey.sealingImage == sealing.publicKey.rawRepresentation)
    }
  }

  @Test("Numbers modulo the prime add up, and have inverses")
  func field() {
    let edges: [[UInt64]] = [
      [0, 0, 0, 0], [1, 0, 0, 0], [.max, .max, .max, .max], [0xffff_ffff_ffff_ffec, .max, .max, .max >> 1],
      [0xffff_ffff_ffff_ffed, .max, .max, .max >> 1], [5, 6, 7, 8],
    ]
    for edge in edges {
      let number = FieldElement(limbs: edge)
      let (zero, one) = (FieldElement.zero, FieldElement.one)
      #expect(number + -number == zero)
      #expect(number - number == zero)
      #expect(number * one == number)
      #expect(number == zero || number * number.inverse == one)
      for other in edges.map({ FieldElement(limbs: $0) }) {
        let product = (number + other) * (number - other)
        let difference = number * number - other * other
        #expect(product == difference)
      }
    }
  }
}
