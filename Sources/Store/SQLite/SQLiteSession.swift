import Foundation
import GRDB
import GRDBSQLite

/// The seam over one SQLite connection: GRDB keeps the prepared statements, values are bound straight to them
/// (several times faster than through GRDB's rows and arguments).
struct SQLiteSession: SQLSession {
  let database: GRDB.Database
  /// The connection's count of changed rows when the transaction began.
  private var changesBefore: Int32 = 0

  init(database: GRDB.Database) { self.database = database }

  /// A session that can tell whether anything was written through the connection from now on.
  func counting() -> SQLiteSession {
    var session = self
    session.changesBefore = sqlite3_total_changes(database.sqliteConnection)
    return session
  }

  /// Makes the connection read the schema again: a trigger that the connection has read works on, even after the file
  /// has lost the trigger and says that nothing has changed.
  func readSchemaAnew() throws { try database.execute(sql: "pragma writable_schema = reset") }

  /// False once the engine has rolled back by itself.
  var isInTransaction: Bool { sqlite3_get_autocommit(database.sqliteConnection) == 0 }

  var wroteSomething: Bool { sqlite3_total_changes(database.sqliteConnection) != changesBefore }

  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    let statement = try prepare(sql, arguments)
    defer { finish(statement) }
    var code = sqlite3_step(statement)
    while code == SQLITE_ROW { code = sqlite3_step(statement) }
    try check(code, SQLITE_DONE)
    return Int(sqlite3_changes(database.sqliteConnection))
  }

  func query(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Void) throws {
    let statement = try prepare(sql, arguments)
    defer { finish(statement) }
    var code = sqlite3_step(statement)
    while code == SQLITE_ROW {
      try row(SQLiteRow(statement: statement))
      code = sqlite3_step(statement)
    }
    try check(code, SQLITE_DONE)
  }

  private func prepare(_ sql: String, _ arguments: [SQLValue]) throws -> OpaquePointer {
    let statement = try database.cachedStatement(sql: sql).sqliteStatement
    assert(namesAscend(statement), "parameters must appear as $1, $2, ... in ascending order: \(sql)")
    for (index, argument) in arguments.enumerated() {
      try check(bind(argument, to: statement, at: Int32(index + 1)), SQLITE_OK)
    }
    return statement
  }

  private func namesAscend(_ statement: OpaquePointer) -> Bool {
    let count = sqlite3_bind_parameter_count(statement)
    return (0..<count).allSatisfy { String(cString: sqlite3_bind_parameter_name(statement, $0 + 1)) == "$\($0 + 1)" }
  }

  private func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let integer): return sqlite3_bind_int64(statement, index, integer)
    case .text(let text):
      var text = text
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(statement, index, $0.baseAddress ?? Self.empty, Int32($0.count), Self.transient)
        }
      }
    case .blob(let data):
      guard !data.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return data.withUnsafeBytes {
        sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), Self.transient)
      }
    }
  }

  private static var empty: UnsafePointer<CChar> { UnsafePointer(bitPattern: 1)! }
  private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  private func finish(_ statement: OpaquePointer) {
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
  }

  private func check(_ code: Int32, _ expected: Int32) throws {
    guard code != expected else { return }
    let failure = SQLiteFailure(
      code: sqlite3_extended_errcode(database.sqliteConnection),
      message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
    if let key = UniqueKey(code: failure.code, message: failure.message) { throw StoreFault.notUnique(key) }
    throw failure
  }
}

/// An error of SQLite itself. The message names tables and columns, never values.
struct SQLiteFailure: Error {
  let code: Int32
  let message: String
}

private struct SQLiteRow: SQLRow {
  let statement: OpaquePointer

  var width: Int { Int(sqlite3_column_count(statement)) }

  func kind(_ column: Int) -> SQLKind {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }
  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  func text(_ column: Int) -> String {
    guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func blob(_ column: Int) -> Data {
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    guard count > 0, let bytes = sqlite3_column_blob(statement, Int32(column)) else { return Data() }
    return Data(bytes: bytes, count: count)
  }

  func withBytes<Value>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    // Of a text the bytes of its UTF-8; the length is good only after them.
    let bytes = sqlite3_column_blob(statement, Int32(column))
    return try body(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
  }

  /// The value as stored. No program of ours stores floating-point numbers: one is given as its bytes, which equal no
  /// other value.
  func value(_ column: Int) -> SQLValue {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_TEXT: .text(text(column))
    case SQLITE_BLOB: .blob(blob(column))
    default: .blob(Data("\(sqlite3_column_double(statement, Int32(column)))".utf8))
    }
  }
}
