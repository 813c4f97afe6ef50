import Foundation
import GRDB
import TestFixtures

@testable import Store

/// Alterations of the file by somebody who knows its format: rows stay, but index entries for them do not.
extension TestDatabase {
  /// Takes entries out of an index with a statement of its own: the index is built anew without them, and its statement
  /// restored.
  func hide(_ condition: String, from index: String) throws {
    let statement = try master("select sql from sqlite_master where name = '\(index)'")
    let glue = statement.contains(" where ") ? " and" : " where"
    try rewrite("update sqlite_master set sql = sql || '\(glue) not (\(condition.quoted))' where name = '\(index)'")
    try raw("reindex \(index)")
    try rewrite("update sqlite_master set sql = '\(statement.quoted)' where name = '\(index)'")
  }

  /// Runs statements on a table as if it had no primary key and no unique columns: its indexes do not change.
  func pastIndexes(of table: String, _ statements: String...) throws {
    let statement = try master("select sql from sqlite_master where type = 'table' and name = '\(table)'")
    let bare = statement.replacing(/,\s*primary key \([^)]*\)/, with: "").replacing(" primary key", with: "")
      .replacing(" unique", with: "")
    try raw("create table kept_indexes as select rowid as place, * from sqlite_master where false")
    try raw(
      "insert into kept_indexes select rowid, * from sqlite_master where tbl_name = '\(table)' and type = 'index'")
    try rewrite(
      "update sqlite_master set sql = '\(bare.quoted)' where type = 'table' and name = '\(table)'",
      "delete from sqlite_master where tbl_name = '\(table)' and type = 'index'")
    for statement in statements { try raw(statement) }
    try rewrite(
      "update sqlite_master set sql = '\(statement.quoted)' where type = 'table' and name = '\(table)'",
      """
      insert into sqlite_master (rowid, type, name, tbl_name, rootpage, sql)
      select place, type, name, tbl_name, rootpage, sql from kept_indexes
      """)
    try raw("drop table kept_indexes")
  }

  /// Hides rows from every index: they are deleted as usual, and inserted again past the indexes.
  func hideRows(of table: String, where condition: String = "true") throws {
    try raw("create table kept_rows as select rowid as place, * from \(table) where \(condition)")
    try raw("delete from \(table) where \(condition)")
    let columns = try connection().read { session in
      try session.all("select name from pragma_table_info('\(table)')") { $0.text(0) }
    }.joined(separator: ", ")
    try pastIndexes(
      of: table, "insert into \(table) (rowid, \(columns)) select place, \(columns) from kept_rows")
    try raw("drop table kept_rows")
  }

  private func master(_ query: String) throws -> String {
    try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: query) ?? "" }
  }

  /// Runs a statement on a connection of its own, which reads the schema anew.
  private func raw(_ statement: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: statement) }
  }

  private func rewrite(_ statements: String...) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      let version = try Int.fetchOne(database, sql: "pragma schema_version") ?? 0
      try database.execute(sql: "pragma writable_schema = on")
      for statement in statements { try database.execute(sql: statement) }
      try database.execute(sql: "pragma schema_version = \(version + 1)")
    }
  }
}

extension String {
  fileprivate var quoted: String { replacing("'", with: "''") }
}
