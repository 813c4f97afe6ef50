import Foundation

/// The narrow seam between the statements and an engine: one connection, inside one transaction.
///
/// Parameters are written `$1`, `$2`, ... and appear in ascending order, which both engines take.
public protocol SQLSession {
  /// Runs a statement and gives the number of rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int
  /// Runs a query (or a statement with `returning`) and hands over each row.
  func query(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Void) throws
}

extension SQLSession {
  @discardableResult
  func execute(_ sql: String, _ arguments: SQLValue...) throws -> Int {
    try execute(sql, arguments)
  }

  func first<Value>(_ sql: String, _ arguments: SQLValue..., read: (any SQLRow) throws -> Value) throws -> Value? {
    var value: Value?
    try query(sql, arguments) { row in
      if value == nil { value = try read(row) }
    }
    return value
  }

  func all<Value>(_ sql: String, _ arguments: SQLValue..., read: (any SQLRow) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try query(sql, arguments) { values.append(try read($0)) }
    return values
  }
}

/// A value bound to a statement. Never shown in an error.
public enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case text(String)
  case blob(Data)

  static func int(_ value: Int) -> SQLValue { .integer(Int64(value)) }
  static func optional(_ value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
  static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
  static func optional(_ value: Data?) -> SQLValue { value.map { .blob($0) } ?? .null }
}

extension SQLValue: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
}

/// The kind of a stored value; the raw value is the engine's name for the kind.
public enum SQLKind: String, Sendable {
  case null, integer, real, text, blob
}

/// One row of a result; columns are counted from 0.
public protocol SQLRow {
  /// The number of columns.
  var width: Int { get }
  /// The kind of a stored value, whatever the column was declared as.
  func kind(_ column: Int) -> SQLKind
  func isNull(_ column: Int) -> Bool
  func integer(_ column: Int) -> Int64
  func text(_ column: Int) -> String
  func blob(_ column: Int) -> Data
  /// The value as it is stored.
  func value(_ column: Int) -> SQLValue
  /// Hands over the bytes of a stored text or blob, which are good until the call returns.
  func withBytes<Value>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value
}

extension SQLRow {
  func int(_ column: Int) -> Int { Int(integer(column)) }
  func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
  func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
  func optionalBlob(_ column: Int) -> Data? { isNull(column) ? nil : blob(column) }
}
