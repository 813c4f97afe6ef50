import Foundation
import GRDBSQLite

/// A SQLite file through the C library alone, for comparison with the store, and for filling large databases.
final class BareDatabase {
  private let connection: OpaquePointer
  /// The time that commits have waited for the disk so far, in nanoseconds.
  private(set) var waited: Int64 = 0

  /// Opens an existing file, or with `creating` makes one.
  init(path: String, creating: Bool = false) throws {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | (creating ? SQLITE_OPEN_CREATE : 0)
    guard sqlite3_open_v2(path, &opened, flags, nil) == SQLITE_OK, let opened else {
      throw WorkplaceFault(directory: path)
    }
    connection = opened
  }

  /// The connection stays open while statements are prepared.
  deinit { sqlite3_close_v2(connection) }

  func execute(_ sql: String) {
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    precondition(code == SQLITE_OK, String(cString: sqlite3_errmsg(connection)))
  }

  /// The first column of every row, as numbers.
  func numbers(_ sql: String) -> [Int] { prepare(sql).numbers() }

  /// The first column of every row, as texts.
  func texts(_ sql: String) -> [String] { prepare(sql).texts() }

  func prepare(_ sql: String) -> BareStatement { BareStatement(sql, on: connection) }

  /// Runs one transaction with one commit.
  func commit(_ body: () -> Void) {
    execute("begin immediate")
    body()
    let span = WriterMeter.Span()
    execute("commit")
    waited += span.waited
  }
}

/// A value for a bare statement.
enum BareValue {
  case integer(Int)
  case text(String)
  case blob([UInt8])
}

/// A prepared statement with values bound straight to it.
final class BareStatement {
  private let statement: OpaquePointer
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  fileprivate init(_ sql: String, on connection: OpaquePointer) {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil) == SQLITE_OK,
      let prepared
    else { preconditionFailure(String(cString: sqlite3_errmsg(connection))) }
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  func bind(_ index: Int32, _ value: BareValue) {
    switch value {
    case .integer(let integer): bind(index, integer)
    case .text(let text): bind(index, text)
    case .blob(let bytes): bind(index, bytes)
    }
  }

  func bind(_ index: Int32, _ value: Int) { sqlite3_bind_int64(statement, index, Int64(value)) }
  func bind(_ index: Int32, _ value: String) { sqlite3_bind_text(statement, index, value, -1, Self.transient) }
  func bind(_ index: Int32, _ value: [UInt8]) {
    sqlite3_bind_blob(statement, index, value, Int32(value.count), Self.transient)
  }

  fileprivate func numbers() -> [Int] { rows { Int(sqlite3_column_int64(statement, 0)) } }

  fileprivate func texts() -> [String] { rows { sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "" } }

  /// Runs the statement to its end, and gives what is made of each row.
  private func rows<Value>(_ read: () -> Value) -> [Value] {
    var values: [Value] = []
    while sqlite3_step(statement) == SQLITE_ROW { values.append(read()) }
    sqlite3_reset(statement)
    return values
  }

  /// Runs the statement to its end; its values stay bound.
  func run() {
    var code = sqlite3_step(statement)
    while code == SQLITE_ROW { code = sqlite3_step(statement) }
    precondition(code == SQLITE_DONE, String(cString: sqlite3_errmsg(sqlite3_db_handle(statement))))
    sqlite3_reset(statement)
  }
}
