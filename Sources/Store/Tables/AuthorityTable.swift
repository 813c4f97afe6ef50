import Foundation

/// The one row that says what holds at the end of the audit chain.
struct AuthorityTable {
  let sql: any SQLSession

  struct Row: Sendable, Equatable {
    let content: String
    let mac: Data
  }

  func row() throws -> Row? {
    try sql.first("select content, mac from authority where id = 1") { Row(content: $0.text(0), mac: $0.blob(1)) }
  }

  /// The row, and beside it the end of the chain as the chain has it; the end is nil where no program of ours wrote its
  /// last record. All of it is nil where there is no row.
  func read(authenticatedBy seal: AuditSeal) throws -> (row: Row, tail: AuditHead?)? {
    try sql.first(
      """
      select content, authority.mac, sequence, at, author, action, object, detail, hash, audit.mac from authority
      left join audit on sequence = (select max(sequence) from audit) where authority.id = 1
      """
    ) { row in (Row(content: row.text(0), mac: row.blob(1)), Self.tail(row, seal)) }
  }

  private static func tail(_ row: any SQLRow, _ seal: AuditSeal) -> AuditHead? {
    let head = AuditHead(records: row.int(2), hash: row.text(8))
    guard head.records > 0 else { return head }
    var seal = seal
    _ = seal.hash(
      previous: "", sequence: row.integer(2), at: row.integer(3), author: row.text(4), action: row.text(5),
      object: row.text(6), detail: row.text(7))
    return seal.isRight(row.blob(9), besides: head.hash) ? head : nil
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
