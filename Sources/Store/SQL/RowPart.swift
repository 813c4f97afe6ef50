import Foundation

/// The columns of a joined row from one on, counted from 0.
struct RowPart: SQLRow {
  let row: any SQLRow
  let first: Int

  var width: Int { row.width - first }

  func kind(_ column: Int) -> SQLKind { row.kind(first + column) }
  func isNull(_ column: Int) -> Bool { row.isNull(first + column) }
  func integer(_ column: Int) -> Int64 { row.integer(first + column) }
  func text(_ column: Int) -> String { row.text(first + column) }
  func blob(_ column: Int) -> Data { row.blob(first + column) }
  func value(_ column: Int) -> SQLValue { row.value(first + column) }
  func withBytes<Value>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    try row.withBytes(first + column, body)
  }
}
