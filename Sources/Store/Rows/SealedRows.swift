import Foundation
import Sealing

/// Reading and writing of sealed rows. There is no other way into a sealed table: a row written by another statement
/// does not pass.
extension Transaction {
  /// Inserts a row: the values of the bound columns in their order, then those of the columns beside. With
  /// `unlessThere` a row of the same identity stays as it is.
  func insert(
    _ values: [SQLValue], beside: [SQLValue] = [], into table: SealedTable, unlessThere: Bool = false
  ) throws {
    try sql.execute(
      unlessThere ? table.insertionUnlessThere : table.insertion,
      values + beside + [.blob(seal(values, in: table))])
  }

  /// Whether a row, read as `SealedTable.selection`, is as this program wrote it. An altered row is noted, and its
  /// record goes into the audit chain.
  func isIntact(_ row: any SQLRow, in table: SealedTable) -> Bool {
    guard !store.rowSeal.fits(row, in: table) else { return true }
    notice(table.kind, table.identity.indices.map { row.value($0) })
    return false
  }

  /// Changes bound columns of a row; false if there is no such row. An altered row is not changed but noted, and
  /// `RecordFault.altered` thrown.
  @discardableResult
  func change(
    _ identity: SQLValue..., in table: SealedTable, to changes: KeyValuePairs<String, SQLValue>
  ) throws -> Bool {
    var stored: [SQLValue]?
    try sql.query("select \(table.selection) from \(table.name) where \(table.whereIdentity)", identity) { row in
      guard isIntact(row, in: table) else { throw RecordFault.altered(table.kind) }
      stored = table.values(of: row)
    }
    guard var values = stored else { return false }
    let update = table.update(of: changes.map(\.key))
    for (place, change) in zip(update.places, changes) { values[place] = change.value }
    try write(values, update)
    return true
  }

  /// Writes changed columns of a row whose bound values are all known: those of a row that this transaction has read.
  func write(_ values: [SQLValue], _ update: SealedUpdate) throws {
    try sql.execute(
      update.statement,
      update.places.map { values[$0] } + [.blob(seal(values, in: update.table))]
        + values.prefix(update.table.identity.count))
  }

  func seal(_ values: [SQLValue], in table: SealedTable) -> Data { store.rowSeal.seal(values, in: table) }

  /// The number of the next row of a table, which has to be known before the row is sealed.
  func nextNumber(in table: SealedTable) throws -> Int {
    try sql.first("select coalesce(max(number), 0) + 1 from \(table.name)", read: { $0.int(0) }) ?? 1
  }
}

extension SealedTable {
  /// The beginning of every seal's text, with room for what follows in most.
  fileprivate func begin(_ seal: RowSeal) -> RowSeal.Text {
    var text = seal.text()
    text.bytes.reserveCapacity(Self.usualTextSize)
    text.bytes.append(contentsOf: prefix)
    return text
  }

  private static let usualTextSize = 1_024

  /// The bound columns of a row that was read as `selection`, as they are stored.
  func values(of row: any SQLRow) -> [SQLValue] { bound.indices.map { row.value($0) } }

  /// The place of a bound column in a row that was read as `selection`.
  func place(_ column: String) -> Int {
    guard let place = bound.firstIndex(of: column) else { preconditionFailure("\(column) is not bound") }
    return place
  }
}

extension RowSeal {
  func seal(_ values: [SQLValue], in table: SealedTable) -> Data {
    var text = table.begin(self)
    for (name, value) in zip(table.names, values) { SealText.append(name, value, to: &text) }
    return text.seal()
  }

  /// Whether a row, read as `SealedTable.selection`, has the seal of its values.
  func fits(_ row: any SQLRow, in table: SealedTable) -> Bool {
    let place = table.bound.count
    guard row.kind(place) == .blob else { return false }
    var text = table.begin(self)
    for (column, name) in table.names.enumerated() { SealText.append(name, row, column, to: &text) }
    let right = text.seal()
    return row.withBytes(place) { $0.elementsEqual(right) }
  }
}
