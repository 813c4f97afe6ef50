import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of certifications that hold")
struct CertifiedTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func set(_ bank: BankCode, in minutes: Int64?) throws {
    try open.write { transaction in
      try CertifiedTable(transaction: transaction).set(
        bank, until: minutes.map { TestDatabase.start.adding(.minutes($0)) })
    }
  }

  @Test("has one end of a bank, the latest that was set, and none of one that ended")
  func one() throws {
    try set(.icbc, in: 5)
    try set(.icbc, in: 9)
    try set(.abc, in: 5)
    try set(.abc, in: nil)
    let all = try open.read { try CertifiedTable(transaction: $0).all() }
    #expect(all == [.icbc: TestDatabase.start.adding(.minutes(9))])
  }
}
