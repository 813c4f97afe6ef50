import Crypto
import Domain
import Foundation
import RolloutRules
import Sealing
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("The audit chain, to whoever can write the file and not the secrets")
struct ForgedRecordTests {
  private let whole: WholeDatabase

  init() throws { whole = try WholeDatabase() }

  /// Appends a record with a right hash, as anybody can compute it; its MAC is that of other secrets, or of another
  /// record.
  private func forge(
    _ action: String, _ object: String, _ detail: JSONValue, copyingMAC: Bool = false
  ) throws {
    let foreign = AuditSeal(ServerSecret(isSandbox: true), instance: "x")
    try whole.database.connection().write { session in
      let table = AuditTable(sql: session, seal: foreign)
      let head = try table.head()
      _ = try table.append(
        after: head, at: whole.clock.now, author: "tester", action: action, object: object, detail: detail)
      if copyingMAC {
        try session.execute(
          "update audit set mac = (select mac from audit where sequence = $1) where sequence = $2", .int(head.records),
          .int(head.records + 1))
      }
    }
  }

  @Test("ends where a record was forged, and says which", arguments: [false, true])
  func forged(copyingMAC: Bool) throws {
    let records = try whole.open().verifyAudit().records
    try forge("operator", "operator mallory", ["role": "administrator"], copyingMAC: copyingMAC)
    try whole.database.tamper("insert into operators values ('mallory', 'administrator', 0, 'tester')")
    let verdict = try whole.open().verifyAudit()
    #expect(verdict.problem == .forged(at: records + 1))
  }

  @Test("is not gone on with by an honest write, and its head does not follow")
  func notContinued() throws {
    let head = try whole.open().auditHead.read()
    try forge("approve", "request 3", ["version": 1])
    try whole.database.tamper("insert into approvals values (3, 1, 'li', 0)")
    let store = try whole.open()
    #expect(fault { try store.edit(.closeChannels([.web])) } == "authority_altered")
    let code = fault {
      try store.write { try $0.audit(author: "li", action: "read", object: "query", detail: [:]) }
    }
    #expect(code == "authority_altered")
    #expect(try store.auditHead.read() == head)
    #expect(fault { try whole.open(regardless: false) } == "authority_altered")
  }

  @Test("shows a record in the middle removed and the others renumbered with hashes that follow")
  func renumbered() throws {
    let foreign = AuditSeal(ServerSecret(isSandbox: true), instance: "x")
    let connection = try whole.database.connection()
    let rows = try connection.read { session in
      try session.all("select at, author, action, object, detail, mac from audit order by sequence") {
        (Moment(milliseconds: $0.integer(0)), [$0.text(1), $0.text(2), $0.text(3), $0.text(4)], $0.blob(5))
      }
    }
    try connection.write { session in
      try session.execute("delete from audit")
      let table = AuditTable(sql: session, seal: foreign)
      for (position, row) in rows.enumerated() where position != 9 {
        let record = try table.append(
          after: table.head(), at: row.0, author: row.1[0], action: row.1[1], object: row.1[2],
          detail: JSONValue(json: row.1[3]) ?? .null)
        try session.execute("update audit set mac = $1 where sequence = $2", .blob(row.2), .int(record.sequence))
      }
    }
    #expect(try whole.open().verifyAudit().problem == .forged(at: 10))
  }

  @Test("shows a record without its MAC", arguments: ["null", "x''", "zeroblob(32)", "cast('x' as text)"])
  func withoutMAC(mac: String) throws {
    try whole.database.tamper("update audit set mac = \(mac) where sequence = 4")
    #expect(try whole.open().verifyAudit().problem == .forged(at: 4))
  }

  @Test("is not gone on with over a last record without its MAC", arguments: ["null", "x''", "zeroblob(32)"])
  func lastWithoutMAC(mac: String) throws {
    let records = try whole.open().verifyAudit().records
    try whole.database.tamper("update audit set mac = \(mac) where sequence = \(records)")
    #expect(fault { try whole.open().edit(.closeChannels([.web])) } == "authority_altered")
    #expect(fault { try whole.open().runningRevision() } == "authority_altered")
    let verdict = try whole.open().verifyAudit()
    #expect(verdict.records == records && verdict.problem == .forged(at: records))
  }
}
