import Domain
import Foundation
import Text

extension Transaction {
  var auditTable: AuditTable { AuditTable(sql: sql, seal: store.auditSeal) }

  /// Adds a record at the sealed end of the chain; throws where the last record was not written by a program of ours.
  /// The head noted beside the secrets follows the commit.
  public func audit(author: String, action: String, object: String, detail: JSONValue) throws {
    let tail = try authority().head
    let record = try auditTable.append(
      after: tail, at: now, author: author, action: action, object: object,
      detail: AuditedCall.naming(detail, of: author))
    held?.head = AuditHead(records: record.sequence, hash: record.hash)
  }

  public func auditHead() throws -> AuditHead { try auditTable.head() }

  /// The head of the chain as the seal names it. Throws where the seal does not pass.
  public func sealedHead() throws -> AuditHead { try authority().head }

  /// The records that match the filter, oldest first.
  public func auditRecords(_ filter: AuditFilter) throws -> [AuditRecord] { try auditTable.records(filter) }

  /// The records of some actions, oldest first, after one record and up to another.
  public func auditRecords(of actions: [String], after first: Int, upTo last: Int) throws -> [AuditRecord] {
    try auditTable.records(of: actions, after: first, upTo: last)
  }

  /// The number of an operator's last record made at a console, without those of commits that took force in their name;
  /// 0 if there is no such record.
  public func lastDeed(of name: String, upTo last: Int) throws -> Int { try auditTable.lastDeed(of: name, upTo: last) }

  /// The last `count` records, oldest first; all records if `count` is nil.
  public func auditRecords(last count: Int?) throws -> [AuditRecord] { try auditRecords(AuditFilter(last: count)) }
}
