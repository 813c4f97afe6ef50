import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of what holds at the end of the chain")
struct AuthorityTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func read() throws -> (row: AuthorityTable.Row, tail: AuditHead?)? {
    try open.store.database.snapshot { try AuthorityTable(sql: $0).read(authenticatedBy: open.store.seals) }
  }

  @Test("has one row, the one that was written last")
  func one() throws {
    let row = AuthorityTable.Row(content: "{}", mac: Data("mac".utf8))
    try open.store.sqlite.write { try AuthorityTable(sql: $0).write(row) }
    #expect(try read()?.row == row)
    #expect(try open.count("authority") == 1)
  }

  @Test("gives the end of the chain beside it")
  func tail() throws {
    let head = try open.read { try $0.auditHead() }
    #expect(try read()?.tail == head)
  }

  @Test(
    "gives no end whose record no program of ours wrote", arguments: ["mac = x'00'", "author = 'mallory'", "at = 0"])
  func forged(change: String) throws {
    try open.tamper("update audit set \(change) where sequence = (select max(sequence) from audit)")
    let found = try #require(try read())
    #expect(found.tail == nil)
  }

  @Test(
    "is taken from nobody who has no secret, also by a program that has read it before",
    arguments: ["content = content || ' '", "mac = x'00'"])
  func altered(change: String) throws {
    #expect(try open.read { try $0.lastAppliedNumber() } == 0)
    try open.tamper("update authority set \(change)")
    #expect(fault { try open.read { try $0.lastAppliedNumber() } } == "authority_altered")
  }

  @Test("gives nothing where there is no row")
  func none() throws {
    try open.store.sqlite.write { try AuthorityTable(sql: $0).clear() }
    #expect(try read() == nil)
  }
}
