import Crypto
import Foundation
import RolloutRules
import Sealing

/// All rows of a table that decides, read in one pass through the table itself, so that the rows looked at are those
/// digested.
struct DecidingRows: Sendable {
  let table: DecidingTable
  /// The rows, in the order of their keys.
  private(set) var rows: [[SQLValue]]

  init(_ table: DecidingTable, in sql: any SQLSession) throws {
    var rows: [[SQLValue]] = []
    try sql.query("select * from \(table.rawValue) not indexed", []) { row in
      rows.append((0..<row.width).map { row.value($0) })
    }
    self.init(table, rows)
  }

  private init(_ table: DecidingTable, _ rows: [[SQLValue]]) {
    self.table = table
    let places = table.key.map(table.place)
    self.rows = rows.sorted { Self.precedes($0, $1, by: places) }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// SHA-256, hexadecimal, over every value of every row, each with its kind and its length.
  var digest: String {
    var hash = SHA256()
    var bytes: [UInt8] = []
    for row in rows {
      bytes.removeAll(keepingCapacity: true)
      for value in row { value.append(to: &bytes) }
      bytes.append(UInt8(ascii: "\n"))
      hash.update(data: bytes)
    }
    return hash.finalize().hexadecimal
  }

  // MARK: Looking

  /// The values of the rows with these keys, or of all; columns come in the order asked for.
  func all<Value>(
    _ columns: [String], where isWanted: (any SQLRow) -> Bool = { _ in true }, read: (any SQLRow) throws -> Value
  ) rethrows -> [Value] {
    let places = columns.map(table.place)
    var values: [Value] = []
    for row in rows {
      let row = HeldRow(values: row, places: places)
      if isWanted(row) { values.append(try read(row)) }
    }
    return values
  }

  func first<Value>(
    _ columns: [String], where isWanted: (any SQLRow) -> Bool, read: (any SQLRow) throws -> Value
  ) rethrows -> Value? {
    let places = columns.map(table.place)
    for row in rows {
      let row = HeldRow(values: row, places: places)
      if isWanted(row) { return try read(row) }
    }
    return nil
  }

  // MARK: Changing

  mutating func insert(_ row: [SQLValue]) { self = DecidingRows(table, rows + [row]) }

  mutating func remove(_ key: [SQLValue]) { rows = rows.filter { !has($0, key) } }

  mutating func change(_ key: [SQLValue], _ changes: [(place: Int, value: SQLValue)]) {
    for index in rows.indices where has(rows[index], key) {
      for change in changes { rows[index][change.place] = change.value }
    }
  }

  func contains(_ key: [SQLValue]) -> Bool { rows.contains { has($0, key) } }

  private func has(_ row: [SQLValue], _ key: [SQLValue]) -> Bool {
    zip(table.key, key).allSatisfy { row[table.place(of: $0)] == $1 }
  }

  private static func precedes(_ left: [SQLValue], _ right: [SQLValue], by places: [Int]) -> Bool {
    for place in places {
      if left[place].precedes(right[place]) { return true }
      if right[place].precedes(left[place]) { return false }
    }
    return false
  }
}

/// A row in memory, read like one of a result.
private struct HeldRow: SQLRow {
  let values: [SQLValue]
  /// The places of the requested columns among the values.
  let places: [Int]

  var width: Int { places.count }
  func value(_ column: Int) -> SQLValue { values[places[column]] }

  func withBytes<Value>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    try blob(column).withUnsafeBytes(body)
  }

  func kind(_ column: Int) -> SQLKind {
    switch value(column) {
    case .null: .null
    case .integer: .integer
    case .text: .text
    case .blob: .blob
    }
  }

  func isNull(_ column: Int) -> Bool { kind(column) == .null }

  func integer(_ column: Int) -> Int64 {
    if case .integer(let integer) = value(column) { integer } else { 0 }
  }

  func text(_ column: Int) -> String {
    switch value(column) {
    case .null: ""
    case .integer(let integer): "\(integer)"
    case .text(let text): text
    case .blob(let data): String(decoding: data, as: UTF8.self)
    }
  }

  func blob(_ column: Int) -> Data {
    if case .blob(let data) = value(column) { data } else { Data(text(column).utf8) }
  }
}

extension SQLValue {
  /// Whether the value comes first in the engine's order of keys.
  fileprivate func precedes(_ other: SQLValue) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.blob(let left), .blob(let right)): left.lexicographicallyPrecedes(right)
    default: rank < other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .integer: 1
    case .text: 2
    case .blob: 3
    }
  }

  /// Appends the value's kind, its length and its bytes.
  fileprivate func append(to bytes: inout [UInt8]) {
    func add(_ kind: SQLKind, _ value: some Collection<UInt8>) {
      bytes.append(contentsOf: "\(kind.rawValue) \(value.count) ".utf8)
      bytes.append(contentsOf: value)
    }
    switch self {
    case .null: add(.null, EmptyCollection())
    case .integer(let integer): add(.integer, "\(integer)".utf8)
    case .text(let text): add(.text, text.utf8)
    case .blob(let data): add(.blob, data)
    }
  }
}
