import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("Maintenance of a bank")
struct MaintenancesTableTests {
  private let database: TestDatabase
  private let store: Store
  private let abc = BankCode("abc")

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  private func plan(from: Span, to: Span) throws -> Maintenance {
    try store.write {
      try $0.insertMaintenance(
        of: abc, from: TestDatabase.start.adding(from), until: TestDatabase.start.adding(to), author: "wang")
    }
  }

  @Test(
    "is under way from its beginning to just before its end",
    arguments: [(3_599_999, false), (3_600_000, true), (7_199_999, true), (7_200_000, false)] as [(Int64, Bool)])
  func lasts(milliseconds: Int64, isCurrent: Bool) throws {
    let planned = try plan(from: .hours(1), to: .hours(2))
    database.clock.advance(.milliseconds(milliseconds))
    #expect(try store.read { try $0.currentMaintenance(of: abc) } == (isCurrent ? planned : nil))
    #expect(try store.read { try $0.currentMaintenance(of: BankCode("boc")) } == nil)
  }

  @Test("is told of from a day before it begins")
  func announced() throws {
    let planned = try plan(from: .hours(25), to: .hours(26))
    #expect(try store.read { try $0.announcedMaintenance(of: abc) } == nil)
    database.clock.advance(.hours(1))
    #expect(try store.read { try $0.announcedMaintenance(of: abc) } == planned)
    database.clock.advance(.hours(25))
    #expect(try store.read { try $0.announcedMaintenance(of: abc) } == nil)
  }

  @Test("called off is not under way")
  func cancelled() throws {
    _ = try plan(from: .hours(0), to: .hours(1))
    _ = try store.write { try $0.cancelMaintenances(of: abc) }
    #expect(try store.read { try $0.currentMaintenance(of: abc) } == nil)
  }

  @Test("of a bank is the one that lasts longest, and the next one comes first among those to come")
  func several() throws {
    let short = try plan(from: .hours(1), to: .hours(2))
    let long = try plan(from: .hours(1), to: .hours(3))
    #expect(try store.read { try $0.maintenances(of: .abc) } == [short, long])
    database.clock.advance(.hours(1))
    #expect(try store.read { try $0.currentMaintenance(of: .abc) } == long)
    #expect(try store.read { try $0.maintenances(of: .boc) }.isEmpty)
  }

  @Test("that was altered is none", arguments: ["until_at = until_at + 1", "bank = 'boc'", "cancelled = 0"])
  func altered(change: String) throws {
    _ = try plan(from: .hours(0), to: .hours(1))
    if change.hasPrefix("cancelled") { _ = try store.write { try $0.cancelMaintenances(of: .abc) } }
    try database.tamper("update maintenances set \(change)")
    for bank in [BankCode.abc, .boc] {
      let found = fault { try store.read { if try $0.currentMaintenance(of: bank) == nil { throw Nothing() } } }
      #expect(found != nil)
    }
  }

  private struct Nothing: Error {}
}
