import Domain
import Foundation
import Sealing
import Text

/// A table whose rows are authenticated under the server secret: which of its columns a seal covers, and which stand
/// beside it.
///
/// A seal covers the table's name, and of every bound column that is not null its name, the kind of its value and the
/// value. A column that a later migration adds may therefore be bound, too: where it is null the seals of before hold.
struct SealedTable: Sendable, Equatable {
  let kind: RowKind
  /// The table's name in statements.
  let name: String
  /// Bound columns by which a row is found; they come first.
  let identity: [String]
  /// Every bound column, in the order in which rows are read and written.
  let bound: [String]
  /// Columns that are written with a new row and are not bound.
  let beside: [String]
  /// The bytes with which every seal's text begins.
  let prefix: [UInt8]
  let names: [[UInt8]]

  init(_ kind: RowKind, _ name: String, identity: [String], bound: [String], beside: [String] = []) {
    self.kind = kind
    self.name = name
    self.identity = identity
    self.bound = identity + bound
    self.beside = beside
    prefix = SealText.framed(name)
    names = self.bound.map(SealText.framed)
    let placeholders = (1...self.bound.count + beside.count + 1).map { "$\($0)" }
    let columns = self.bound + beside + [Self.seal]
    insertion =
      "insert into \(name) (\(columns.joined(separator: ", "))) values (\(placeholders.joined(separator: ", ")))"
    insertionUnlessThere = "\(insertion) on conflict (\(identity.joined(separator: ", "))) do nothing"
    selection = (self.bound + [Self.seal]).joined(separator: ", ")
    whereIdentity = identity.enumerated().map { "\($0.element) = $\($0.offset + 1)" }.joined(separator: " and ")
  }

  /// The column that holds the seal.
  static let seal = "seal"

  /// The statement that inserts a row: the bound columns, those beside, the seal.
  let insertion: String
  let insertionUnlessThere: String
  /// The bound columns and the seal: the first columns of a row that `Transaction.isIntact` takes.
  let selection: String
  /// `selection` of a table that a statement calls by a shorter name.
  func selection(as alias: String) -> String {
    (bound + [Self.seal]).map { "\(alias).\($0)" }.joined(separator: ", ")
  }

  /// The statement that changes bound columns of one row: its parameters are the new values, the seal, the identity.
  func update(of columns: [String]) -> SealedUpdate { SealedUpdate(self, columns) }

  /// The number of columns of `selection`.
  var width: Int { bound.count + 1 }

  /// The condition that finds one row, its first parameters the values of the identity.
  let whereIdentity: String

  static func == (left: SealedTable, right: SealedTable) -> Bool { left.name == right.name }
}

/// A change of some bound columns of one row, with its statement.
struct SealedUpdate: Sendable {
  let table: SealedTable
  /// The changed columns' places among the bound ones.
  let places: [Int]
  let statement: String

  init(_ table: SealedTable, _ columns: [String]) {
    self.table = table
    places = columns.map(table.place)
    let settings = (columns + [SealedTable.seal]).enumerated().map { "\($0.element) = $\($0.offset + 1)" }
    let conditions = table.identity.enumerated().map { "\($0.element) = $\(settings.count + $0.offset + 1)" }
    statement =
      "update \(table.name) set \(settings.joined(separator: ", ")) where \(conditions.joined(separator: " and "))"
  }
}

/// The bytes that a seal covers; no two rows give the same bytes.
enum SealText {
  /// A text with its length, 4 bytes big-endian, before it.
  static func framed(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(count: text.utf8.count, to: &bytes)
    bytes.append(contentsOf: text.utf8)
    return bytes
  }

  /// Appends the kind of a value and the value; nothing for null.
  static func append(_ name: [UInt8], _ value: SQLValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: return
    case .integer(let integer):
      bytes.append(contentsOf: name)
      bytes.append(UInt8(ascii: "i"))
      withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    case .text(let text):
      appendHead(name, isText: true, text.utf8.count, to: &bytes)
      bytes.append(contentsOf: text.utf8)
    case .blob(let data):
      appendHead(name, isText: false, data.count, to: &bytes)
      bytes.append(contentsOf: data)
    }
  }

  /// The same to the text of a row, without a copy of what is long.
  static func append(_ name: [UInt8], _ value: SQLValue, to text: inout RowSeal.Text) {
    guard case .blob(let data) = value, data.count >= longSize else { return append(name, value, to: &text.bytes) }
    appendHead(name, isText: false, data.count, to: &text.bytes)
    text.add(data)
  }

  /// The same of a value as it is stored in a row.
  static func append(_ name: [UInt8], _ row: any SQLRow, _ column: Int, to text: inout RowSeal.Text) {
    let kind = row.kind(column)
    switch kind {
    case .text, .blob:
      row.withBytes(column) { part in
        appendHead(name, isText: kind == .text, part.count, to: &text.bytes)
        if part.count < longSize { text.bytes.append(contentsOf: part) } else { text.add(part) }
      }
    case .null, .integer, .real: append(name, row.value(column), to: &text.bytes)
    }
  }

  /// The size in bytes from which a value is not copied.
  private static let longSize = 512

  private static func appendHead(_ name: [UInt8], isText: Bool, _ count: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: isText ? "t" : "b"))
    append(count: count, to: &bytes)
  }

  private static func append(count: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: UInt32(count).bigEndian) { bytes.append(contentsOf: $0) }
  }
}
