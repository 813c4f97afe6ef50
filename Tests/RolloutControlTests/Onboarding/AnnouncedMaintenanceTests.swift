import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A bank's announced maintenance")
struct AnnouncedMaintenanceTests {
  private let database: OperatedDatabase
  private let session: OperatorSession
  private static let start = TestDatabase.start

  init() throws {
    database = try OperatedDatabase()
    session = try database.session()
  }

  private func announce(_ from: Int64, _ until: Int64, _ bank: BankCode = .icbc) throws -> Maintenance {
    try session.onboarding.announceMaintenance(
      of: bank, from: Self.start.adding(.hours(from)), until: Self.start.adding(.hours(until)))
  }

  private func open(_ bank: BankCode = .icbc) throws -> [Maintenance] {
    try database.store.read { try $0.maintenances(of: bank) }
  }

  @Test("is in force at once, audited, no part of a revision, and gone when it is over")
  func announced() throws {
    let maintenance = try announce(10, 12)
    #expect(try open() == [maintenance] && session.running().number == 0)
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "maintenance" && record.object == "bank icbc")
    database.clock.advance(.hours(11))
    #expect(try database.store.read { try $0.currentMaintenance(of: .icbc) } == maintenance)
    database.clock.advance(.hours(1))
    #expect(try open().isEmpty)
    #expect(try session.audit.verify().isIntact)
  }

  @Test("may have begun already, and be one of several")
  func several() throws {
    _ = try announce(20, 21)
    let first = try announce(-1, 2)
    _ = try announce(2, 3)
    _ = try announce(0, 5, .abc)
    #expect(try open().first == first)
    #expect(
      try session.onboarding.profile(of: .icbc).maintenances.map(\.from)
        == [-1, 2, 20].map { Self.start.adding(.hours($0)) })
  }

  @Test(
    "is refused where it is over, empty, or overlaps another", arguments: [(-2, 0), (-3, -1), (5, 5), (6, 5), (9, 13)])
  func refused(from: Int64, until: Int64) throws {
    _ = try announce(10, 12)
    let before = try database.records()
    let codes = ["time_in_past", "invalid_period", "maintenance_overlaps"]
    #expect(codes.contains(rolloutFault { try announce(from, until) }?.code ?? ""))
    #expect(try database.records() == before)
  }

  @Test("is called off, all of it, and only where there is any")
  func cancelled() throws {
    _ = try announce(-1, 2)
    _ = try announce(10, 12)
    _ = try announce(10, 12, .abc)
    #expect(try session.onboarding.cancelMaintenance(of: .icbc).count == 2)
    #expect(try open().isEmpty && open(.abc).count == 1)
    #expect(rolloutFault { try session.onboarding.cancelMaintenance(of: .icbc) } == .noMaintenance(.icbc))
    #expect(try session.audit.verify().isIntact)
    _ = try announce(10, 12)
  }
}
