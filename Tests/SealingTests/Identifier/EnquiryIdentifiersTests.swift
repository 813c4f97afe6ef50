import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Sealing

@Suite("An identifier of an enquiry or a consent")
struct EnquiryIdentifiersTests {
  private typealias Name = EnquiryIdentifiers.Name

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  private let secret = ServerSecret(isSandbox: true, root: SymmetricKey(data: Data(0..<32)))
  private let identifiers: EnquiryIdentifiers

  init() { identifiers = EnquiryIdentifiers(secret, versions: 2) }

  /// The root key is the bytes 00 to 1f. The key of version 1 is what RFC 5869 makes of it without a salt:
  ///
  ///     openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexkey:000102...1f -kdfopt info:chaka/identifiers/1 HKDF
  ///     56d9dd164cf5c11d491f63dd678b9e97c7991fcba41af3dc6698bcdcea3a0c20
  ///
  /// and the blocks, read as numbers, stand in base 32 behind their prefix:
  ///
  ///     echo 00000012d687170189abcdef00000000 | xxd -r -p | openssl enc -aes-256-ecb -nopad -K 56d9... | xxd -p
  ///     d79b6aee945ca1b71f57dbb150f70f76
  ///     echo 00000012d687170289abcdef00000000 | ...
  ///     e098a5cbfca07d616a268bda20687f38
  @Test("is what OpenSSL makes")
  func known() {
    let enquiry = identifiers.enquiry(query: 1_234_567, place: 23, tag: 0x89ab_cdef, version: 1)
    let consent = identifiers.consent(query: 1_234_567, place: 23, tag: 0x89ab_cdef, version: 1)
    #expect(enquiry == "E6QKDNEX52WM6VHYNYVP58FE3VP")
    #expect(consent == "C70K2JWQZ50FNGPM9MBV8G6GZSR")
    #expect(
      identifiers.enquiry(query: 1_234_567, place: 23, tag: 0x89ab_cdef, version: 2) == "E54M9843EZAQ6SQS6K1E052SBTX")
  }

  private static let ends = [0, 1, 255, 65_535, 4_294_967_295, 281_474_976_710_655]

  @Test("names the query, the place and the tag of which it was made", arguments: ends, [0, 1, 127, 255, 256, 16_383])
  func named(query: Int, place: Int) {
    for (tag, version) in [(UInt32.min, 1), (.max, 1), (0x8000_0001, 2)] {
      let name = Name(query: query, place: place, tag: tag, version: version)
      let enquiry = identifiers.enquiry(query: query, place: place, tag: tag, version: version)
      let consent = identifiers.consent(query: query, place: place, tag: tag, version: version)
      #expect(identifiers.read(enquiry) == name && identifiers.read(enquiry, version: version) == name)
      #expect(
        identifiers.read(consent, as: .consent) == name
          && identifiers.read(consent, as: .consent, version: version) == name)
    }
  }

  @Test("is a prefix and 26 letters, and no two are alike")
  func distinct() {
    let texts = (1...200).flatMap { query in
      (0..<24).flatMap { place in
        [
          identifiers.enquiry(query: query, place: place, version: 1),
          identifiers.consent(query: query, place: place, version: 1),
          identifiers.enquiry(query: query, place: place, tag: 1, version: 1),
          identifiers.enquiry(query: query, place: place, version: 2),
        ]
      }
    }
    #expect(Set(texts.map { $0.dropFirst() }).count == texts.count)
    #expect(texts.allSatisfy { $0.utf8.count == 27 && $0.dropFirst().allSatisfy(Self.alphabet.contains) })
    #expect(Set(texts.map(\.first)) == ["E", "C"])
  }

  @Test("with one letter changed names nothing", arguments: 0..<27)
  func changed(place: Int) {
    let made = identifiers.enquiry(query: 7, place: 3, tag: 9, version: 1)
    var letters = Array(made)
    for letter in Self.alphabet + ["U", "O", "e", "-", "中"] where letter != letters[place] {
      let before = letters[place]
      letters[place] = letter
      #expect(identifiers.read(String(letters)) == nil)
      #expect(identifiers.read(String(letters), as: .consent) == nil)
      letters[place] = before
    }
    #expect(identifiers.read(String(letters))?.query == 7)
  }

  @Test("of a consent is none of an enquiry, whatever prefix is put before it")
  func kinds() {
    let enquiry = identifiers.enquiry(query: 7, place: 3, version: 1)
    let consent = identifiers.consent(query: 7, place: 3, version: 1)
    #expect(identifiers.read(consent) == nil && identifiers.read(enquiry, as: .consent) == nil)
    #expect(identifiers.read("E" + consent.dropFirst()) == nil)
    #expect(identifiers.read("C" + enquiry.dropFirst(), as: .consent) == nil)
  }

  @Test("names nothing under another version, an unknown one or another secret")
  func otherKeys() {
    let made = identifiers.enquiry(query: 7, place: 3, version: 1)
    #expect([0, 2, 3, -1].allSatisfy { identifiers.read(made, version: $0) == nil })
    #expect(identifiers.read(made)?.version == 1)
    let later = identifiers.enquiry(query: 7, place: 3, version: 2)
    #expect(EnquiryIdentifiers(secret).read(later) == nil)
    #expect(EnquiryIdentifiers(secret).read(made) == identifiers.read(made))
    #expect(EnquiryIdentifiers(ServerSecret(isSandbox: true)).read(made) == nil)
  }

  @Test("has one spelling")
  func spellings() throws {
    let made = identifiers.enquiry(query: 7, place: 3, version: 1)
    let first = try #require(Self.alphabet.firstIndex(of: Array(made)[1]))
    try #require(first < 8)
    // The same 128 bits with bits before them, which the first letter has room for.
    for surplus in [8, 16, 24] {
      #expect(identifiers.read("E\(Self.alphabet[first + surplus])\(made.dropFirst(2))") == nil)
    }
    let others = [
      "", "E", String(made.dropLast()), made + "0", "E0" + made.dropFirst(), " " + made, made + "\n", made.lowercased(),
      "e" + made.dropFirst(), String(made.dropFirst()), made + made, "E\0" + made.dropFirst(2),
    ]
    for other in others { #expect(identifiers.read(other) == nil, "\(other)") }
  }

  @Test("is refused whose zero bits are none, or whose kind is unknown, though it was made under the key")
  func otherBlocks() throws {
    let key = secret.key(for: .identifiers, version: 1)
    let blocks: [(block: [UInt8], isOne: Bool)] = [
      ([0, 0, 0, 0, 0, 7, 3, 1, 0, 0, 0, 9, 0, 0, 0, 0], true),
      ([0, 0, 0, 0, 0, 7, 3, 1, 0, 0, 0, 9, 0, 0, 0, 1], false),
      ([0, 0, 0, 0, 0, 7, 3, 1, 0, 0, 0, 9, 128, 0, 0, 0], false),
      ([0, 0, 0, 0, 0, 7, 3, 2, 0, 0, 0, 9, 0, 0, 0, 0], false),
      ([0, 0, 0, 0, 0, 7, 3, 0, 0, 0, 0, 9, 0, 0, 0, 0], false),
      ([0, 0, 0, 0, 0, 7, 3, 3, 0, 0, 0, 9, 0, 0, 0, 0], false),
    ]
    for (block, isOne) in blocks {
      let text = try Self.text(of: block, under: key)
      #expect((identifiers.read(text) == Name(query: 7, place: 3, tag: 9, version: 1)) == isOne)
      #expect((identifiers.read(text) != nil) == isOne)
    }
  }
}

extension EnquiryIdentifiersTests {
  /// The identifier that carries a block, made by way of CBC, whose first block under an initial vector of zeros is the
  /// block cipher's.
  private static func text(of block: [UInt8], under key: SymmetricKey) throws -> String {
    let zeros = try AES._CBC.IV(ivBytes: [UInt8](repeating: 0, count: 16))
    let enciphered = try AES._CBC.encrypt(block, using: key, iv: zeros, noPadding: true)
    let value = enciphered.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    return "E" + String((0..<26).reversed().map { alphabet[Int(truncatingIfNeeded: value >> (5 * $0)) & 31] })
  }
}
