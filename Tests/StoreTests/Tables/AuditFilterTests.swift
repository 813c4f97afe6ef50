import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("What the audit chain is asked")
struct AuditFilterTests {
  private let database: TestDatabase
  private let store: Store

  /// After init and revision 0: eight reads by two operators, two an hour.
  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    for hour in 0..<4 {
      database.clock.advance(.hours(1))
      try read(by: "wang", "query Q\(hour)")
      try read(by: "li", "refusal R\(hour)")
    }
  }

  private func read(by author: String, _ object: String, times: Int = 1) throws {
    try store.write { transaction in
      for _ in 0..<times { try transaction.audit(author: author, action: "read", object: object, detail: [:]) }
    }
  }

  private func found(_ filter: AuditFilter) throws -> [Int] {
    try store.read { try $0.auditRecords(filter).map(\.sequence) }
  }

  @Test("gives the records of an operator, an action, an object or a time, oldest first")
  func filters() throws {
    #expect(try found(AuditFilter()) == Array(1...10))
    #expect(try found(AuditFilter(author: "wang")) == [3, 5, 7, 9])
    #expect(try found(AuditFilter(action: "init")) == [1])
    #expect(try found(AuditFilter(object: "refusal R2")) == [8])
    #expect(try found(AuditFilter(object: "R2")) == [8] && found(AuditFilter(object: "2")).isEmpty)
    let start = TestDatabase.start
    #expect(try found(AuditFilter(from: start.adding(.hours(2)), to: start.adding(.hours(3)))) == [5, 6])
    #expect(try found(AuditFilter(last: 2, author: "wang", action: "read")) == [7, 9])
    #expect(try found(AuditFilter(author: "' or 1 = 1 --")).isEmpty)
  }

  @Test("gives each record with the hash that stands beside it")
  func hashes() throws {
    let all = try store.read { try $0.auditRecords(AuditFilter()) }
    #expect(try store.read { try $0.auditRecords(AuditFilter(last: 3)) } == Array(all.suffix(3)))
    #expect(try store.read { try $0.auditHead().hash } == all.last?.hash)
  }

  @Test("says how much an operator read within a day, and what is usual of the others")
  func volume() throws {
    func volume(_ author: String) throws -> ReadingVolume { try store.read { try $0.readingVolume(of: author) } }
    #expect(try volume("wang") == ReadingVolume(lastDay: 4, usual: 4) && !volume("wang").standsOut)
    try read(by: "wang", "query Q", times: 30)
    #expect(try volume("wang") == ReadingVolume(lastDay: 34, usual: 4) && volume("wang").standsOut)
    #expect(try volume("li") == ReadingVolume(lastDay: 4, usual: 34))
    #expect(try volume("nobody").lastDay == 0 && !volume("nobody").standsOut)
    database.clock.advance(.days(2))
    #expect(try volume("wang").lastDay == 0)
    database.clock.advance(.days(40))
    #expect(try volume("wang").usual == 0)
  }

  @Test(
    "stands out by three times the usual, and never below twenty",
    arguments: [(19, 0, false), (20, 0, true), (60, 20, false), (61, 20, true)])
  func standsOut(lastDay: Int, usual: Int, expected: Bool) {
    #expect(ReadingVolume(lastDay: lastDay, usual: usual).standsOut == expected)
  }
}
