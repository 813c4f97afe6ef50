import Domain
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("The table of persons")
struct PersonsTableTests {
  private let open: OpenDatabase
  private let phone = Data("phone".utf8)

  init() throws {
    open = try OpenDatabase()
    try open.write { transaction in
      try transaction.insert(
        .sample("P1", in: .shanghai, bucket: 47), identityHash: Data("identity".utf8), phoneHash: Data("phone".utf8))
    }
  }

  private func person() throws -> PersonRecord { try #require(try open.read { try $0.person("P1") }) }

  private func holder(of phone: Data) throws -> String? { try open.read { try $0.person(phoneHash: phone) }?.id }

  @Test("finds a person by identifier, identity and phone")
  func found() throws {
    #expect(try person().bucket.number == 47)
    #expect(try open.read { try $0.person(identityHash: Data("identity".utf8)) }?.id == "P1")
    #expect(try holder(of: phone) == "P1")
    #expect(try holder(of: Data("other".utf8)) == nil)
  }

  private static let twice: [(String, String, UniqueKey)] = [
    ("identity", "other", .identity), ("other", "phone", .phone),
  ]

  @Test("takes no identity and no phone twice", arguments: twice)
  func unique(identity: String, phone: String, key: UniqueKey) throws {
    #expect(throws: StoreFault.notUnique(key)) {
      try open.write {
        try $0.insert(.sample("P2"), identityHash: Data(identity.utf8), phoneHash: Data(phone.utf8))
      }
    }
    #expect(try open.count("persons") == 1)
  }

  @Test("notes when somebody moved, and where")
  func moves() throws {
    open.clock.advance(.days(1))
    try open.write { try $0.move(#require(try $0.person("P1")), to: .yunnan) }
    #expect(try person().region == .yunnan)
    #expect(try person().movedAt == open.now)
  }

  @Test("gives a number to one person, whose sessions end")
  func newPhone() throws {
    let new = Data("new".utf8)
    try open.write { transaction in
      try transaction.insertSession(
        tokenHash: Data("token".utf8), person: "P1", expiresAt: transaction.now.adding(.days(1)))
      try transaction.setPhone(phoneHash: new, replacing: phone, sealedDetails: Data("new details".utf8), of: "P1")
    }
    #expect(try holder(of: new) == "P1" && holder(of: phone) == nil)
    #expect(try person().sealedDetails == Data("new details".utf8))
    #expect(try open.read { try $0.visitor(tokenHash: Data("token".utf8)) } == nil)
  }

  @Test("takes a number from the person who has it, and notes when")
  func losesPhone() throws {
    open.clock.advance(.days(1))
    try open.write { try $0.losePhone(phone, vacant: Data("vacant".utf8), of: "P1") }
    #expect(try holder(of: phone) == nil)
    #expect(try person().phoneLostAt == open.now)
    #expect(try open.read { try $0.hasLostPhone("P1") })
    try open.write { try $0.setPhone(phoneHash: phone, replacing: nil, sealedDetails: Data(), of: "P1") }
    #expect(try !open.read { try $0.hasLostPhone("P1") })
  }

  @Test("keeps attempts at the password until there is another one")
  func attempts() throws {
    let attempts = PasswordAttempts(failures: 4, lockedUntil: open.now.adding(.days(1)))
    try open.write { try $0.setPasswordAttempts(attempts, of: "P1") }
    #expect(try person().passwordAttempts == attempts)
    let keys = PersonKeys(publicKey: Data("p".utf8), sealedPrivateKey: Data("s".utf8))
    try open.write { try $0.setKeys(keys, of: "P1") }
    #expect(try person().passwordAttempts == PasswordAttempts())
    #expect(try person().keys.sealedPrivateKey == Data("s".utf8))
    #expect(try person().keysSince == nil)
  }

  @Test("notes since when somebody has other keys")
  func keysSince() throws {
    open.clock.advance(.days(1))
    let keys = PersonKeys(publicKey: Data("p".utf8), sealedPrivateKey: Data("s".utf8))
    try open.write { try $0.replaceKeys(with: keys, of: "P1") }
    #expect(try person().keysSince == open.now)
  }

  @Test("counts persons by region, in order")
  func regions() throws {
    try open.write { transaction in
      try transaction.register(.sample("P2", in: .beijing))
      try transaction.register(.sample("P3", in: .shanghai))
    }
    let counts = try open.read { try $0.personsByRegion() }
    #expect(counts.map(\.region) == [.beijing, .shanghai] && counts.map(\.count) == [1, 2])
  }

  private static let alterations = [
    "region = 'CN-YN'", "bucket = 0", "public_key = x'00'", "private_key = x'00'", "identity_hash = x'00'",
    "phone_hash = x'00'", "details = x'00'", "moved_at = 1", "password_failures = 1", "keys_since = 1",
  ]

  @Test("says of an altered row that it is, and changes it no more", arguments: alterations)
  func altered(change: String) throws {
    #expect(try !person().isAltered)
    try open.tamper("update persons set \(change)")
    #expect(try person().isAltered)
    #expect(fault { try open.write { try $0.setPasswordAttempts(PasswordAttempts(), of: "P1") } } == "record_altered")
  }
}
