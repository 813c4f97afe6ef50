import Domain
import Foundation
import GRDB
import Migrations

/// The schema of a database: exactly the tables, indexes and triggers that the migrations make, and the vault tables of
/// its days. A trigger, a view, a missing index or a column of another kind would change the effect of a statement.
enum Schema {
  /// One table, index, trigger or view.
  struct Entry: Hashable {
    let kind: String
    let name: String
    let table: String
    /// The statement with single spaces; empty for the indexes that the engine makes itself.
    let sql: String
  }

  /// The entries that the migrations up to a version make.
  static func expected(at version: Int) throws -> Set<Entry> {
    try version == latest.get() ? current.get() : made(at: version)
  }

  private static func made(at version: Int) throws -> Set<Entry> {
    try DatabaseQueue().inDatabase { database in
      try database.execute(sql: SQLiteDatabase.bookkeeping)
      for step in try Migration.all(for: .sqlite) where step.number <= version { try database.execute(sql: step.sql) }
      return Set(try entries(in: SQLiteSession(database: database)))
    }
  }

  /// The entries at this program's version, which never changes while a program runs.
  private static let current = Result { try made(at: latest.get()) }
  private static let latest = Result { try Migration.all(for: .sqlite).count }

  /// The name of an entry that is missing or should not exist; nil if the schema is as the program makes it.
  static func difference(in sql: any SQLSession) throws -> String? {
    try difference(in: sql, from: current.get())
  }

  static func difference(
    in sql: any SQLSession, from expected: Set<Entry>, vaults: VaultForm = .parts
  ) throws -> String? {
    let found = Set(try entries(in: sql))
    let days = try sql.openVaultDays()
    let wanted = expected.union(days.flatMap { vault($0, vaults) })
    let others =
      try sql.all("select name from pragma_database_list where name not in ('main', 'temp')") { $0.text(0) }
      + sql.all("select name from sqlite_temp_master") { $0.text(0) }
    return found.symmetricDifference(wanted).map(\.name).min() ?? others.min()
  }

  private static func entries(in sql: any SQLSession) throws -> [Entry] {
    try sql.all("select type, name, tbl_name, sql from sqlite_master") { row in
      Entry(kind: row.text(0), name: row.text(1), table: row.text(2), sql: plain(row.text(3)))
    }
  }

  private static func plain(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func vault(_ day: CalendarDay, _ form: VaultForm) -> [Entry] {
    let table = Transaction.vaultTable(day)
    let entries = [("table", table), ("index", "\(table)_query")]
    return zip(entries, Transaction.vaultStatements(day, form)).map { entry, statement in
      Entry(kind: entry.0, name: entry.1, table: table, sql: engineSpelling(statement))
    }
  }

  /// The statement as the engine stores it, with its first words in capitals.
  private static func engineSpelling(_ statement: String) -> String {
    plain(statement).replacing(/^create (unique )?(table|index)/) { $0.output.0.uppercased() }
  }

  /// The first table that holds a value of another kind than its column declares.
  static func tableOfOtherKinds(in sql: any SQLSession) throws -> String? {
    let tables = try sql.all("select name from sqlite_master where type = 'table' and name <> 'audit' order by name") {
      $0.text(0)
    }
    return try tables.first { try holdsOtherKinds($0, sql) }
  }

  private static func holdsOtherKinds(_ table: String, _ sql: any SQLSession) throws -> Bool {
    let terms = try sql.all("select name, type, \"notnull\" from pragma_table_info($1)", .text(table)) { row in
      let kind = ["integer": "integer", "bigint": "integer", "text": "text", "blob": "blob"][row.text(1).lowercased()]
      let kinds = [kind ?? "null"] + (row.int(2) == 0 ? ["null"] : [])
      return "typeof(\"\(row.text(0))\") not in (\(kinds.map { "'\($0)'" }.joined(separator: ", ")))"
    }
    guard !terms.isEmpty else { return false }
    return try sql.first(
      "select 1 from \"\(table)\" where \(terms.joined(separator: " or ")) limit 1", read: { _ in true }) ?? false
  }
}
