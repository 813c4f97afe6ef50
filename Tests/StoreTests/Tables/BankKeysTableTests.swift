import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of banks' keys")
struct BankKeysTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func keys(_ number: UInt8, until: Moment? = nil) -> BankKeyTerm {
    BankKeyTerm(
      pair: BankPublicKeys(
        sealing: Data(repeating: number, count: 32), signing: Data(repeating: number + 100, count: 32)),
      validFrom: open.now, validUntil: until)
  }

  private func change(_ work: (BankKeysTable) throws -> Void) throws {
    try open.store.sqlite.write { try work(BankKeysTable(sql: $0)) }
  }

  private func ring(of bank: BankCode = .abc) throws -> (ring: KeyRing, digest: Data) {
    try open.store.database.snapshot { try BankKeysTable(sql: $0).ring(of: bank) }
  }

  @Test("keeps a bank's pairs in the order in which they came, and each bank's apart")
  func order() throws {
    let (one, two, other) = (keys(1, until: open.now.adding(.hours(1))), keys(2), keys(3))
    try change { table in
      try table.replace(KeyRing([one, two]), of: .abc)
      try table.replace(KeyRing([other]), of: .boc)
    }
    #expect(try ring().ring.all == [one, two] && ring(of: .boc).ring.all == [other])
    #expect(try open.store.database.snapshot { try BankKeysTable(sql: $0).rings() }.keys.sorted() == [.abc, .boc])
    #expect(try ring(of: .icbc).ring.all.isEmpty)
  }

  @Test("writes the ends that changed and the pair that came")
  func updated() throws {
    let (old, ended) = (keys(1), keys(1, until: open.now.adding(.hours(1))))
    try change { try $0.replace(KeyRing([old]), of: .abc) }
    try change { try $0.update(.abc, from: KeyRing([old]), to: KeyRing([ended, keys(2)])) }
    #expect(try ring().ring.all == [ended, keys(2)])
  }

  private static let alterations = [
    "seal_key = x'00'", "sign_key = x'00'", "sign_key = null", "valid_from = valid_from + 1", "valid_until = 1",
    "number = number + 7",
  ]

  @Test("has another digest for every other row", arguments: alterations)
  func digest(change: String) throws {
    try self.change { try $0.replace(KeyRing([keys(1)]), of: .abc) }
    let before = try ring().digest
    try open.tamper("update bank_keys set \(change)")
    #expect(try ring().digest != before)
  }
}
