import Domain
import TestFixtures
import Testing
import Text

@testable import RolloutRules
@testable import Store

@Suite("The table of certifications")
struct CertificationsTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  @discardableResult
  private func put(_ outcome: CheckOutcome = .passed, of bank: BankCode = .abc) throws -> Int {
    try open.write { transaction in
      let check = CheckResult(
        identifier: "load.rate", group: .load, title: Bilingual(zh: "负载", en: "load"), outcome: outcome, milliseconds: 1
      )
      let report = CertificationReport(
        suite: "1", endpoint: "http://\(bank)/", keys: ["k1", "k2"], startedAt: transaction.now,
        endedAt: transaction.now, checks: [check])
      return try CertificationsTable(transaction: transaction).insert(
        report, of: bank, author: "wang", at: transaction.now)
    }
  }

  private func latest(of bank: BankCode = .abc) throws -> Certification? {
    try open.read { try CertificationsTable(transaction: $0).latest(of: bank) }
  }

  private static let failed = CheckOutcome.failed(why: Bilingual(zh: "太慢", en: "too slow"))

  @Test("has the latest of a bank decide, whatever came before")
  func last() throws {
    #expect(try latest() == nil)
    #expect(try [put(), put(Self.failed), put(of: .boc)] == [1, 2, 3])
    #expect(try latest()?.number == 2 && latest(of: .boc)?.number == 3)
    #expect(
      try open.read { try CertificationsTable(transaction: $0).latestStored() }.mapValues(\.number) == [
        .abc: 2, .boc: 3,
      ])
  }

  @Test("keeps what was found, by whom and when")
  func kept() throws {
    try put()
    let found = try #require(try latest())
    #expect(found.author == "wang" && found.certifiedAt == open.now && found.report.keys == ["k1", "k2"])
    #expect(try open.read { try CertificationsTable(transaction: $0).summaries() }[1] == found.summary)
  }

  private static let alterations = [
    "update certifications set url = 'http://mallory/' where number = 2", "delete from certifications where number = 2",
    "update certifications set ends_at = ends_at + 1 where number = 2",
    "update certifications set bank = 'boc' where number = 2",
  ]

  @Test("says of an altered latest one that nothing is known, and takes no earlier one for it", arguments: alterations)
  func altered(statement: String) throws {
    try put()
    try put()
    try open.tamper(statement)
    #expect(fault { try latest() } == "authority_altered")
  }
}
