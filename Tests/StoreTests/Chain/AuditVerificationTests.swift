import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("Verifying the audit chain")
struct AuditVerificationTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    _ = try store.edit(.openChannels([.app]))
    _ = try store.edit(.openChannels([.web]))
  }

  @Test("finds a head that was noted elsewhere, and says which record it is of")
  func noted() throws {
    let head = try store.read { try $0.auditHead() }
    _ = try store.edit(.closeChannels([.web]))
    let verdict = try store.verifyAudit(expecting: head.hash)
    #expect(verdict.isIntact && verdict.expected == head.records)
  }

  @Test("finds a chain that was rewritten together with the head beside the secrets")
  func rewritten() throws {
    let head = try store.read { try $0.auditHead() }
    try database.tamper(
      "delete from audit where sequence > 3", "delete from revisions where number = 2",
      "delete from rollout_changes where revision = 2", "update running set revision = 1")
    try FileManager.default.removeItem(atPath: try database.secretFile("audit-head"))
    try store.auditHead.note(try store.read { try $0.auditHead() })
    try store.sealAsItIs()
    #expect(try store.verifyAudit().isIntact)
    let verdict = try store.verifyAudit(expecting: head.hash)
    #expect(verdict.problem == .headUnknown && verdict.expected == nil)
  }

  @Test("takes the head as it was before the records that others add meanwhile")
  func others() throws {
    let noted = try store.auditHead.read()
    let verdict = try store.read { transaction in
      let other = try database.open()
      _ = try other.edit(.closeChannels([.web]))
      return try transaction.verifyAudit(noted: noted, expecting: nil) { _, _ in }
    }
    #expect(verdict.isIntact && verdict.records == noted.records)
  }

  @Test("tells how far it is")
  func progress() throws {
    try store.write { transaction in
      for number in 0..<25_000 {
        try transaction.audit(author: "li", action: "read", object: "query Q\(number)", detail: [:])
      }
    }
    var told: [Int] = []
    let verdict = try store.verifyAudit { done, all in
      #expect(all == 25_004)
      told.append(done)
    }
    #expect(verdict.isIntact && verdict.records == 25_004 && told == [10_000, 20_000])
    #expect(try store.auditHead.read().records == 25_004)
  }

  @Test("does not take equal JSON that is written otherwise for what was written")
  func respelled() throws {
    try database.tamper("update audit set detail = replace(detail, ':', ': ') where sequence = 3")
    #expect(try store.verifyAudit().problem == .altered(at: 3))
  }

  @Test("is not refused to a program whose clock was set back, and nothing is written out of order then")
  func clockBehind() throws {
    database.clock.advance(.days(-1))
    let head = try store.read { try $0.auditHead() }
    #expect(fault { try store.edit(.closeChannels([.web])) } == "clock_behind")
    #expect(try store.verifyAudit().head == head.hash)
    database.clock.advance(Span.days(1))
    database.clock.advance(.minutes(-3))
    _ = try store.edit(.closeChannels([.web]))
    let times = try store.read { try $0.auditRecords(AuditFilter()).map(\.at) }
    #expect(times.count == 5 && times == times.sorted())
  }
}
