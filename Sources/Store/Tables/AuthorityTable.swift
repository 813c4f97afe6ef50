import Domain
import Foundation
import RolloutRules

/// The one row with the sealed authority at the end of the audit chain.
struct AuthorityTable {
  let sql: any SQLSession

  struct Row: Sendable, Equatable {
    let content: String
    let mac: Data
  }

  func row() throws -> Row? {
    try sql.first("select content, mac from authority where id = 1") { Row(content: $0.text(0), mac: $0.blob(1)) }
  }

  /// The row, and the end of the chain by the chain itself, which is nil if its last record was not written by a
  /// program of ours. Nil if there is no row.
  func read(authenticatedBy seals: AuthoritySeals) throws -> (row: Row, tail: AuditHead?)? {
    try sql.first(
      """
      select content, authority.mac, sequence, at, author, action, object, detail, hash, audit.mac from authority
      left join audit on sequence = (select max(sequence) from audit) where authority.id = 1
      """
    ) { row in (Row(content: row.text(0), mac: row.blob(1)), Self.tail(row, seals)) }
  }

  private static func tail(_ row: any SQLRow, _ seals: AuthoritySeals) -> AuditHead? {
    let entry = AuditTable.entry(row, from: 2, hasMAC: true)
    let head = AuditHead(records: Int(entry.sequence), hash: entry.hash)
    return head.records == 0 || seals.isAuthentic(entry) ? head : nil
  }

  func write(_ row: Row) throws {
    try sql.execute(
      """
      insert into authority (id, content, mac) values (1, $1, $2)
      on conflict (id) do update set content = excluded.content, mac = excluded.mac
      """,
      .text(row.content), .blob(row.mac))
  }

  func clear() throws { try sql.execute("delete from authority") }
}
