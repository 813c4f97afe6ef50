import Domain
import Foundation

extension Transaction {
  var auditTable: AuditTable { AuditTable(sql: sql) }

  /// Adds a record to the chain. The head beside the secrets follows the commit, but only along the chain that it is
  /// the head of: once the chain was tampered with, it stays where it was, and verification fails from then on.
  public func audit(author: String, action: String, object: String, detail: JSONValue) throws {
    var tail = try audited ?? tail()
    let record = AuditRecord(
      sequence: tail.head.records + 1, at: now, author: author, action: action, object: object, detail: detail,
      previous: tail.head.hash)
    try auditTable.insert(record)
    tail.head = AuditHead(records: record.sequence, hash: record.hash)
    audited = tail
  }

  private func tail() throws -> AuditTail {
    let head = try auditTable.head()
    return AuditTail(head: head, continuesHead: try headContinues(head))
  }

  /// Whether the head beside the secrets stands in the chain as it was before the record; the first one makes it.
  private func headContinues(_ last: AuditHead) throws -> Bool {
    guard let noted = try? store.auditHead.read() else { return last.records == 0 }
    return try auditTable.hash(of: noted.records) == noted.hash
  }

  public func auditHead() throws -> AuditHead { try auditTable.head() }

  /// The records that fit, oldest first.
  public func auditRecords(_ filter: AuditFilter) throws -> [AuditRecord] { try auditTable.records(filter) }

  /// Those of some actions, oldest first, after one record and up to another.
  public func auditRecords(of actions: [String], after first: Int, upTo last: Int) throws -> [AuditRecord] {
    try auditTable.records(of: actions, after: first, upTo: last)
  }

  /// The last record of something that somebody did at a console, not what took force in their name; 0 where there is
  /// none.
  public func lastDeed(of name: String, upTo last: Int) throws -> Int { try auditTable.lastDeed(of: name, upTo: last) }

  /// The last records, oldest of them first; all of them without a number.
  public func auditRecords(last count: Int?) throws -> [AuditRecord] { try auditRecords(AuditFilter(last: count)) }
}
