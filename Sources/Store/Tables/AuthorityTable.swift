import Domain
import Foundation

/// The one row that says what holds at the end of the audit chain.
struct AuthorityTable {
  let sql: any SQLSession

  struct Row: Sendable, Equatable {
    let content: String
    let mac: Data
  }

  /// The row, and beside it the end of the chain as the chain has it; nil where there is none.
  func read() throws -> (row: Row, tail: AuditHead)? {
    try sql.first(
      """
      select content, authority.mac, sequence, hash from authority
      left join audit on sequence = (select max(sequence) from audit) where authority.id = 1
      """
    ) { row in
      (Row(content: row.text(0), mac: row.blob(1)), AuditHead(records: row.int(2), hash: row.text(3)))
    }
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
