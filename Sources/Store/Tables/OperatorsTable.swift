import Domain

/// Who is registered as an operator.
struct OperatorsTable {
  let sql: any SQLSession

  func set(_ name: String, _ role: OperatorRole, at: Moment, by author: String) throws {
    try sql.execute(
      """
      insert into operators (name, role, added_at, added_by) values ($1, $2, $3, $4)
      on conflict (name) do update set role = excluded.role, added_at = excluded.added_at, added_by = excluded.added_by
      """,
      .text(name), .text(role.rawValue), .integer(at.milliseconds), .text(author))
  }

  func remove(_ name: String) throws { try sql.execute("delete from operators where name = $1", .text(name)) }

  /// By name.
  func all() throws -> [OperatorRecord] {
    try sql.all("select name, role, added_at, added_by from operators order by name", read: Self.read)
  }

  func record(of name: String) throws -> OperatorRecord? {
    try sql.first("select name, role, added_at, added_by from operators where name = $1", .text(name), read: Self.read)
  }

  private static func read(_ row: any SQLRow) throws -> OperatorRecord {
    guard let role = OperatorRole(rawValue: row.text(1)) else { throw StoreFault.corrupt("operators") }
    return OperatorRecord(
      name: row.text(0), role: role, addedAt: Moment(milliseconds: row.integer(2)), addedBy: row.text(3))
  }
}
