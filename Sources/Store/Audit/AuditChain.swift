import Foundation
import Text

extension Transaction {
  var auditTable: AuditTable { AuditTable(sql: sql, seal: store.auditSeal) }

  /// Adds a record to the chain, where it ends as it was sealed: over a record that no program of ours wrote nothing goes
  /// on. The head beside the secrets follows the commit.
  public func audit(author: String, action: String, object: String, detail: JSONValue) throws {
    let tail = try authority().head
    let record = try auditTable.append(
      after: tail, at: now, author: author, action: action, object: object, detail: detail)
    held?.head = AuditHead(records: record.sequence, hash: record.hash)
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
