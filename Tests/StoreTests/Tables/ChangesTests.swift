import Domain
import Foundation
import Migrations
import TestFixtures
import Testing

@testable import Store

@Suite("Which revision changed what")
struct ChangesTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    _ = try store.edit(.openChannels([.app]), .openRegions([.shanghai], .full), .pauseService(reason: "a \"b\"\\"))
    _ = try store.edit(.connect([.icbc], .named([.shanghai])), .resumeService)
    _ = try store.edit(
      .suspend([.icbc], reason: "维护"), .openRegions([.shanghai], Share(hundredths: 1_250) ?? .none))
    _ = try store.edit(.closeRegions([.shanghai]), .setPolicy(try #require(PolicySetting(.guardrail, "80"))))
    _ = try store.edit(.closeChannels([.app]), .disconnect([.icbc]), .openChannels([.web]))
  }

  private func origin(_ subject: RolloutChange.Subject, _ revision: Int) throws -> Int {
    try store.read { try $0.origin(of: subject, upTo: revision).number }
  }

  @Test("is the latest up to the revision asked about, and revision 0 for what nobody changed")
  func latest() throws {
    #expect(try origin(.region(.shanghai), 5) == 4 && origin(.region(.shanghai), 2) == 1)
    #expect(try origin(.bank(.icbc), 1) == 0 && origin(.bank(.icbc), 4) == 3)
    #expect(try origin(.service, 5) == 2 && origin(.channel(.web), 4) == 0 && origin(.policy("guardrail"), 4) == 4)
    #expect(try store.read { try $0.origin(of: .service, upTo: 2).author } == "wang")
  }

  private func noted() throws -> [Int: [String]] { try store.read { try $0.changes.all() } }

  @Test("is filled in for a database that was made before it was kept")
  func migrated() throws {
    let before = try noted()
    let statements = try #require(try Migration.all(for: .sqlite).first { $0.name == "changes" })
    let inserts = statements.sql.components(separatedBy: ";").filter { $0.contains("insert or ignore") }
    #expect(inserts.count == 5)
    try database.tamper("delete from rollout_changes")
    #expect(try noted().isEmpty)
    for insert in inserts { try database.tamper(insert) }
    #expect(try noted() == before)
    #expect(before[5] == ["banks.icbc", "channels.app", "channels.web"])
  }

  @Test(
    "is compared with the revisions when the chain is verified",
    arguments: [
      "delete from rollout_changes where revision = 3 and path = 'banks.icbc'",
      "update rollout_changes set revision = 4 where revision = 3 and path = 'banks.icbc'",
      "insert into rollout_changes (path, revision) values ('service', 5)",
      "insert into rollout_changes (path, revision) values ('service', 99)",
    ])
  func tampered(statement: String) throws {
    #expect(try store.verifyAudit().isIntact)
    try database.tamper(statement)
    #expect(try store.verifyAudit().problem?.code == "revision_altered")
  }
}
