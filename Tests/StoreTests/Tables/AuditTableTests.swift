import Domain
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("The table of the audit chain")
struct AuditTableTests {
  private let open: OpenDatabase

  /// Three records of the bank, and one of another object.
  init() throws {
    open = try OpenDatabase()
    for (author, action, object) in [
      ("li", "endpoint", "bank abc"), ("wang", "certify", "bank abc"), ("li", "endpoint", "bank boc"),
      ("li", "endpoint", "bank abc"),
    ] {
      try open.write { try $0.audit(author: author, action: action, object: object, detail: ["by": .string(author)]) }
    }
  }

  private func read<Value>(_ work: (AuditTable) throws -> Value) throws -> Value {
    try open.read { try work(AuditTable(sql: $0.sql, seal: open.store.auditSeal)) }
  }

  @Test("gives the records of one object, the oldest first")
  func object() throws {
    let records = try read { try $0.records(of: "bank abc") }
    #expect(records.map(\.action) == ["endpoint", "certify", "endpoint"])
    #expect(try read { try $0.records(of: "bank icbc") }.isEmpty)
  }

  @Test("gives the only record of an action on an object, and none where there are two")
  func only() throws {
    #expect(try read { try $0.record("certify", of: "bank abc") } == ["by": "wang"])
    #expect(try read { try $0.record("endpoint", of: "bank abc")?.compact ?? "none" } == "none")
    #expect(try read { try $0.record("certify", of: "bank boc")?.compact ?? "none" } == "none")
    #expect(try read { try $0.entry("certify", of: "bank abc") } == ["by": "wang"])
  }

  @Test("gives none that no program of ours wrote", arguments: ["mac = x'00'", "author = 'mallory'", "at = at + 1"])
  func forged(change: String) throws {
    try open.tamper("update audit set \(change) where action = 'certify'")
    #expect(fault { try read { try $0.records(of: "bank abc") } } == "authority_altered")
  }

  @Test("gives those of some actions between two numbers, the first left out")
  func between() throws {
    let last = try read { try $0.head() }.records
    let records = try read { try $0.records(of: ["endpoint"], after: last - 3, upTo: last) }
    #expect(records.map(\.sequence) == [last - 1, last])
  }

  @Test("tells what somebody did last, and not what took force for them")
  func lastDeed() throws {
    for detail in [["revision": 1], ["scheduled": 7], ["request": 8]] as [JSONValue] {
      try open.write { try $0.audit(author: "zhao", action: "commit", object: "revision 1", detail: detail) }
    }
    let last = try read { try $0.head() }.records
    #expect(try read { try $0.lastDeed(of: "zhao", upTo: last) } == last - 2)
    #expect(try read { try $0.lastDeed(of: "nobody", upTo: last) } == 0)
  }
}
