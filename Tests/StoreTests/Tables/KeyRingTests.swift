import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("A bank's keys")
struct KeyRingTests {
  private static let start = TestDatabase.start
  private static func pair(_ number: UInt8) -> BankPublicKeys {
    BankPublicKeys(sealing: Data(repeating: number, count: 32), signing: Data(repeating: number + 100, count: 32))
  }

  private let database: TestDatabase
  private let store: Store
  private let icbc = BankCode("icbc")

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  /// The first bytes of the pairs that are valid now.
  private func valid() throws -> [UInt8] { try store.read { try $0.bankKeys(of: icbc) }.compactMap(\.sealing.first) }

  private func replace(_ number: UInt8) throws {
    try store.write { try $0.replaceKeys(of: icbc, with: Self.pair(number)) }
  }

  private func rotate(_ number: UInt8, hours: Int64) throws {
    try store.write { try $0.rotateKeys(of: icbc, to: Self.pair(number), overlap: .hours(hours)) }
  }

  @Test("replace one another at once")
  func replaced() throws {
    try replace(1)
    try replace(2)
    #expect(try valid() == [2])
    #expect(try store.read { try $0.keyRing(of: icbc) }.all.map(\.validUntil) == [Self.start, nil])
    #expect(try store.read { try $0.endpoint(of: icbc) }?.publicKey == Self.pair(2).sealing)
  }

  @Test("are both valid during an overlap, the newest first, and then the new ones alone")
  func rotated() throws {
    try replace(1)
    try rotate(2, hours: 72)
    #expect(try valid() == [2, 1])
    database.clock.advance(.hours(71))
    #expect(try valid() == [2, 1])
    database.clock.advance(.hours(1))
    #expect(try valid() == [2])
  }

  @Test("rotated twice keep the ends they were given")
  func twice() throws {
    try replace(1)
    try rotate(2, hours: 72)
    database.clock.advance(.hours(1))
    try rotate(3, hours: 72)
    database.clock.advance(.hours(71))
    #expect(try valid() == [3, 2])
    database.clock.advance(.hours(1))
    #expect(try valid() == [3])
  }

  @Test("replaced during an overlap end at once, all of them")
  func cutShort() throws {
    try replace(1)
    try rotate(2, hours: 72)
    try replace(3)
    #expect(try valid() == [3])
  }

  @Test("given again stay what they were, and end an overlap")
  func again() throws {
    try replace(1)
    try rotate(2, hours: 72)
    try replace(2)
    #expect(try valid() == [2])
    #expect(try store.read { try $0.keyRing(of: icbc) }.all.count == 2)
  }

  @Test("of one bank are not those of another")
  func apart() throws {
    try replace(1)
    #expect(try store.read { try $0.bankKeys(of: BankCode("abc")) }.isEmpty)
  }

  @Test("have identifiers of 16 hexadecimal digits")
  func identifiers() {
    let identifiers = Self.pair(1).identifiers
    #expect(identifiers.count == 2 && identifiers.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
    #expect(BankPublicKeys(sealing: Data(count: 32), signing: nil).identifiers == ["66687aadf862bd77"])
  }
}
