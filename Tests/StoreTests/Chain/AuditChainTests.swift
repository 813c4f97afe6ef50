import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The audit chain")
struct AuditChainTests {
  private let database: TestDatabase
  private let store: Store

  /// Six records: init, revision 0, three commits and a scheduled one.
  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    _ = try store.edit(.openChannels([.app]))
    _ = try store.edit(.openRegions([RegionCode("CN-SH")], .full))
    _ = try store.edit(.connect([BankCode("icbc")], .everywhere))
    try store.write { transaction in
      var rollout = try transaction.runningRevision().rollout
      rollout.apply(.closeChannels([.app]))
      _ = try transaction.schedule(
        rollout, base: 3, author: "li", comment: "", effectiveAt: transaction.now.adding(.days(1)))
    }
  }

  private func verdict() throws -> AuditVerdict { try store.read { try $0.verifyAudit() } }

  @Test("is intact as it was written, and counts its records")
  func intact() throws {
    let verdict = try verdict()
    #expect(verdict.isIntact && verdict.records == 6)
    #expect(try verdict.head == store.read { try $0.auditHead() }.hash)
  }

  @Test("stays intact when scheduled commits take force and when they are dropped")
  func scheduled() throws {
    database.clock.advance(.days(2))
    _ = try store.runningRevision()
    #expect(try verdict().records == 7)
    #expect(try verdict().isIntact)
  }

  private static let tampering = [
    "update audit set author = 'other' where sequence = 4", "update audit set at = at + 1 where sequence = 4",
    "update audit set action = 'key' where sequence = 6", "update audit set object = 'revision 9' where sequence = 4",
    "update audit set detail = '{}' where sequence = 6", "update audit set detail = 'x' where sequence = 6",
    "update audit set detail = replace(detail, '\"comment\":\"\"', '\"comment\":\"x\"') where sequence = 4",
    "update audit set hash = 'x' where sequence = 4", "update audit set hash = 'x' where sequence = 6",
    "update audit set sequence = 9 where sequence = 6",
    "delete from audit where sequence = 1", "delete from audit where sequence = 4",
    "delete from audit where sequence = 6",
    "delete from audit where sequence > 2", "delete from audit",
    "insert into audit select 7, at, author, action, object, detail, hash, mac from audit where sequence = 6",
    "insert into audit select 0, at, author, action, object, detail, hash, mac from audit where sequence = 1",
    "update revisions set author = 'other' where number = 2", "update revisions set comment = 'other' where number = 2",
    "update revisions set committed_at = committed_at - 1 where number = 2",
    "update revisions set effective_at = effective_at - 1 where number = 2",
    "update revisions set rollout = (select rollout from revisions where number = 3) where number = 2",
    "update revisions set rollout = 'x' where number = 2", "update revisions set hash = 'x' where number = 2",
    "delete from revisions where number = 2", "delete from revisions where number = 3",
    "update revisions set number = 7 where number = 3",
    "insert into revisions select 4, rollout, author, comment, committed_at, effective_at, hash, restated from revisions where number = 3",
    "update running set revision = 1",
  ]

  @Test("shows that something was altered, removed, inserted or cut off", arguments: tampering)
  func tampered(statement: String) throws {
    try database.tamper(statement)
    let verdict = try verdict()
    #expect(!verdict.isIntact)
    let problem = try #require(verdict.problem)
    #expect(problem.message.zh != problem.message.en)
  }

  @Test("shows that a record was removed and the others moved up")
  func movedUp() throws {
    try database.tamper(
      "delete from audit where sequence = 4", "update audit set sequence = 4 where sequence = 5",
      "update audit set sequence = 5 where sequence = 6")
    #expect(try !verdict().isIntact)
  }

  @Test("needs its signed head beside the secrets", arguments: ["", "6 abc def\n", "garbage"])
  func head(content: String) throws {
    let path = try database.secretFile("audit-head")
    if content.isEmpty {
      try FileManager.default.removeItem(atPath: path)
    } else {
      try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    }
    #expect(try !verdict().isIntact)
  }

  @Test("does not take a head that was counted down without the secret")
  func forgedHead() throws {
    let path = try database.secretFile("audit-head")
    let parts = try String(contentsOfFile: path, encoding: .utf8).split(separator: " ")
    let earlier = try #require(try store.read { try $0.auditRecords(last: nil) }.dropLast().last)
    try Data("5 \(earlier.hash) \(parts[2])".utf8).write(to: URL(fileURLWithPath: path))
    try database.tamper("delete from audit where sequence = 6")
    #expect(try !verdict().isIntact)
  }

  @Test("is intact where a program died between its commit and the noting of the head")
  func headBehind() throws {
    let path = try database.secretFile("audit-head")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    _ = try store.edit(.openChannels([.web]))
    try before.write(to: URL(fileURLWithPath: path))
    #expect(try verdict().isIntact)
    _ = try store.edit(.closeChannels([.web]))
    #expect(try verdict().isIntact)
  }

  @Test("keeps the latest head when two programs write")
  func twoPrograms() throws {
    let other = try database.open()
    for round in 0..<10 {
      _ = try (round % 2 == 0 ? store : other).edit(round % 4 < 2 ? .openChannels([.web]) : .closeChannels([.web]))
    }
    let head = try store.auditHead.read()
    #expect(head.records == 16)
    #expect(try verdict().isIntact)
  }

  @Test("gives its last records, oldest of them first")
  func last() throws {
    let records = try store.read { try $0.auditRecords(last: 2) }
    #expect(records.map(\.sequence) == [5, 6])
    #expect(records.map(\.action) == ["commit", "schedule"])
    #expect(try store.read { try $0.auditRecords(last: 100) }.count == 6)
    #expect(try store.read { try $0.auditRecords(last: 0) }.isEmpty)
  }
}
