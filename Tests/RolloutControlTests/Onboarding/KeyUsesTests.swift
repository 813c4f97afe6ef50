import Domain
import Foundation
import RolloutControl
import Sealing
import Store
import TestFixtures
import Testing

@Suite("A bank's key")
struct KeyUsesTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    session = try database.session()
  }

  private static func document(_ sealing: Data, _ signing: Data) -> Data {
    Data(Sample.keyDocument(BankPublicKeys(sealing: sealing, signing: signing)).compact.utf8)
  }

  /// Keys fit for either use, as bytes: signing keys whose top bit is clear.
  private static let either = (1...60).map { Sample.signing($0) }.filter { $0[31] < 0x80 }
  private static let (good, other) = (either[0], either[1])
  private static let zeros = Data(count: 32)
  private static let order8 = Data([
    0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
    0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
  ])
  private static let prime = Data([0xed] + [UInt8](repeating: 0xff, count: 30) + [0x7f])
  private static let identity = Data([1] + [UInt8](repeating: 0, count: 31))

  private static let weakFiles: [(Data, String)] = [
    (document(zeros, good), "seal"), (document(order8, good), "seal"), (document(prime, good), "seal"),
    (document(Data(repeating: 0xff, count: 32), good), "seal"), (zeros, "seal"),
    (Data(zeros.base64EncodedString().utf8), "seal"), (Data(String(repeating: "0", count: 64).utf8), "seal"),
    (document(good, identity), "sign"), (document(good, zeros), "sign"), (document(good, prime), "sign"),
    (document(good, Data(repeating: 0xff, count: 32)), "sign"),
  ]

  @Test(
    "that is of small order or not canonical is refused wherever keys come in, and nothing is written",
    arguments: weakFiles)
  func weak(file: Data, use: String) throws {
    let before = try database.records()
    let expected = RolloutFault.weakKey(use: use)
    #expect(rolloutFault { try session.onboarding.setKey(file, for: .icbc) } == expected)
    #expect(rolloutFault { try session.onboarding.rotateKeys(file, for: .icbc) } == expected)
    #expect(rolloutFault { try session.onboarding.register(.icbc, endpoint: Sample.url, keys: file) } == expected)
    #expect(try database.records() == before)
  }

  @Test("serves for one use")
  func twoUses() throws {
    let file = Self.document(Self.good, Self.good)
    #expect(rolloutFault { try session.onboarding.setKey(file, for: .icbc) } == .keyInUse(.otherUse))
    #expect(
      rolloutFault { try session.onboarding.register(.icbc, endpoint: Sample.url, keys: file) } == .keyInUse(.otherUse))
    #expect(try session.onboarding.endpoints().isEmpty)
  }

  @Test("is no other bank's, for whichever use, and also once that bank has another")
  func otherBank() throws {
    let abcs = BankPublicKeys(sealing: Self.either[2], signing: Self.either[3])
    try session.onboarding.setKey(Self.document(abcs.sealing, Self.either[3]), for: .abc)
    try session.onboarding.setKey(Sample.keyFile(2), for: .abc)
    for file in [
      Self.document(abcs.sealing, Self.either[3]), Sample.keyFile(2), Self.document(Self.either[3], Self.good),
      Self.document(Self.good, abcs.sealing), abcs.sealing, Self.document(try image(Self.either[3]), Self.good),
    ] {
      #expect(rolloutFault { try session.onboarding.setKey(file, for: .icbc) } == .keyInUse(.bank(.abc)))
      #expect(rolloutFault { try session.onboarding.rotateKeys(file, for: .icbc) } == .keyInUse(.bank(.abc)))
    }
  }

  @Test("is not the network's, as it is or was")
  func network() throws {
    let old = try #require(try session.onboarding.networkKeys().first).publicKey
    let new = try session.onboarding.rotateNetworkKey(overlap: .hours(1)).publicKey
    database.clock.advance(.hours(2))
    for key in [old, new] {
      for file in [Self.document(Self.good, key), Self.document(try image(key), Self.good)] {
        #expect(rolloutFault { try session.onboarding.setKey(file, for: .icbc) } == .keyInUse(.network))
      }
    }
  }

  private func image(_ signing: Data) throws -> Data {
    try #require(VerifyingKey(rawRepresentation: signing)).sealingImage
  }

  @Test("is not the same point written for the other curve: whoever opens with it could sign with it")
  func converted() throws {
    let file = Self.document(try image(Self.good), Self.good)
    #expect(rolloutFault { try session.onboarding.setKey(file, for: .icbc) } == .keyInUse(.otherUse))
    try session.onboarding.setKey(Self.document(Self.other, Self.good), for: .icbc)
    let later = Self.document(try image(Self.good), Sample.signing(70))
    #expect(rolloutFault { try session.onboarding.rotateKeys(later, for: .icbc) } == .keyInUse(.formerUse))
  }

  @Test("to sign with is a point of the curve, of the group that honest keys are of")
  func group() throws {
    for bytes in [Sample.mixedOrder, Sample.offCurve, Data(repeating: 5, count: 32)] {
      let file = Self.document(Self.good, bytes)
      #expect(
        rolloutFault { try session.onboarding.setKey(file, for: .icbc) } == .weakKey(use: "sign"), "\(Array(bytes))")
    }
  }

  @Test("has one spelling in Base64")
  func spelling() throws {
    let text = String(decoding: Self.document(Self.good, Self.other), as: UTF8.self)
    let base64 = Self.good.base64EncodedString()
    let (head, last) = (base64.dropLast(2), try #require(base64.dropLast().last))
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let loose = "\(head)\(alphabet[try #require(alphabet.firstIndex(of: last)) + 1])="
    let file = text.replacingOccurrences(of: base64.replacingOccurrences(of: "/", with: "\\/"), with: loose)
      .replacingOccurrences(of: base64, with: loose)
    #expect(file != text && Data(base64Encoded: loose) == Self.good)
    #expect(rolloutFault { try session.onboarding.setKey(Data(file.utf8), for: .icbc) } == .invalidKey)
    #expect(rolloutFault { try session.onboarding.setKey(Data(loose.utf8), for: .icbc) } == .invalidKey)
    try session.onboarding.setKey(Data(text.utf8), for: .icbc)
  }

  @Test("keeps its use for ever; the pair given again stays what it is")
  func formerUse() throws {
    try session.onboarding.setKey(Self.document(Self.good, Self.other), for: .icbc)
    try session.onboarding.setKey(Sample.keyFile(1), for: .icbc)
    let swapped = Self.document(Self.other, Self.good)
    #expect(rolloutFault { try session.onboarding.rotateKeys(swapped, for: .icbc) } == .keyInUse(.formerUse))
    try session.onboarding.setKey(Sample.keyFile(1), for: .icbc)
    #expect(try database.store.read { try $0.keyRing(of: .icbc) }.all.count == 2)
  }
}
