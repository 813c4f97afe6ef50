import Domain
import Foundation
import Synchronization

/// An item kept for a report until its day: the query's sealed key, or a bank's sealed answer.
public struct VaultItem: Sendable, Equatable {
  public static let keyPosition = -1

  /// `keyPosition` for the key; for an answer the enquiry's place in its query.
  public let position: Int
  /// The bank's enquiry and consent, which the answer is bound to; empty for the key.
  public let enquiry: String
  public let consent: String
  public let sealed: Data
  /// Whether the row is not as this program wrote it.
  public let isAltered: Bool

  public init(position: Int, enquiry: String, consent: String, sealed: Data, isAltered: Bool = false) {
    self.position = position
    self.enquiry = enquiry
    self.consent = consent
    self.sealed = sealed
    self.isAltered = isAltered
  }
}

/// The vaults: one table per day of expiry, dropped as a whole, since deleting rows would leave bytes behind (rule 6).
extension Transaction {
  private func table(_ day: CalendarDay) -> SealedTable { store.vaultTables.table(of: day) }
  static func vaultTable(_ day: CalendarDay) -> String { SealedTable.vault(of: day).name }

  /// The statements that make a day's table and its index; rows in tables of older databases are not sealed.
  static func vaultStatements(_ day: CalendarDay, isSealed: Bool = true) -> [String] {
    let table = vaultTable(day)
    return [
      """
      create table \(table) (query bigint not null, position integer not null, enquiry text not null,
        consent text not null, sealed blob not null\(isSealed ? ", seal blob" : ""))
      """,
      "create unique index \(table)_query on \(table) (query, position)",
    ]
  }

  /// Whether the day has, or had, its table.
  func hasVault(of day: CalendarDay) throws -> Bool {
    try sql.first("select 1 from vaults where day = $1", .int(day.number), read: { _ in true }) ?? false
  }

  /// Makes the day's table if it is missing: in a transaction of its own (`Store.prepareDays`).
  public func prepareVault(of day: CalendarDay) throws {
    guard try !hasVault(of: day) else { return }
    try protect(.days)
    for statement in Self.vaultStatements(day) { try sql.execute(statement) }
    try sql.execute("insert into vaults (day, state) values ($1, 'open')", .int(day.number))
  }

  /// Stores an item; the first of two for the same place counts.
  public func keep(_ item: VaultItem, of query: Int, in day: CalendarDay) throws {
    try insert(
      [.int(query), .int(item.position), .text(item.enquiry), .text(item.consent), .blob(item.sealed)],
      into: table(day), unlessThere: true)
  }

  /// All items of a query, the key first.
  public func vault(of query: Int, in day: CalendarDay) throws -> [VaultItem] {
    let table = table(day)
    guard try vaultDays().contains(day) else { return [] }
    return try sql.all(
      "select \(table.selection) from \(table.name) where query = $1 order by position", .int(query)
    ) { row in
      VaultItem(
        position: row.int(1), enquiry: row.text(2), consent: row.text(3), sealed: row.blob(4),
        isAltered: !isIntact(row, in: table))
    }
  }

  /// The query's sealed key.
  public func vaultKey(of query: Int, in day: CalendarDay) throws -> Data? {
    guard let item = try vault(of: query, in: day).first, item.position == VaultItem.keyPosition else { return nil }
    guard !item.isAltered else { throw RecordFault.altered(.kept) }
    return item.sealed
  }

  /// The days that have a table, whatever the table `vaults` says.
  func vaultDays() throws -> [CalendarDay] {
    try sql.tables(startingWith: "vault_").compactMap { Int($0.dropFirst(6)).map(CalendarDay.init(number:)) }
  }

  public func replaceVaultKey(_ sealed: Data, of query: Int, in day: CalendarDay) throws {
    try change(.int(query), .int(VaultItem.keyPosition), in: table(day), to: ["sealed": .blob(sealed)])
  }

  /// Moves the items of a query to a later day's table.
  public func moveVault(of query: Int, from day: CalendarDay, to later: CalendarDay) throws {
    try requireVault(of: later)
    for item in try vault(of: query, in: day) {
      guard !item.isAltered else { throw RecordFault.altered(.kept) }
      try keep(item, of: query, in: later)
    }
    try clearVault(of: query, in: day)
  }

  /// Deletes the items of a query that failed; their bytes leave the file with the day's table.
  public func clearVault(of query: Int, in day: CalendarDay) throws {
    try sql.execute("delete from \(table(day).name) where query = $1", .int(query))
  }

  /// The days whose vaults are over: still open, or dropped with the truncating checkpoint outstanding.
  public func endedVaults() throws -> [(day: CalendarDay, isDropped: Bool)] {
    try sql.all("select day, state from vaults where day > 0 and day < $1 order by day", .int(now.day.number)) {
      (CalendarDay(number: $0.int(0)), $0.text(1) == "dropped")
    }
  }

  /// Whether an open query still keeps something in a day's vault.
  public func isVaultInUse(_ day: CalendarDay) throws -> Bool {
    try sql.first(
      "select 1 from queries where state in ('accepted', 'collecting') and vault_day = $1 limit 1", .int(day.number),
      read: { _ in true }) ?? false
  }

  public func dropVault(_ day: CalendarDay) throws {
    try protect(.days)
    try sql.execute("drop table if exists \(table(day).name)")
    try sql.execute("update vaults set state = 'dropped' where day = $1", .int(day.number))
  }

  /// Forgets a day whose bytes have left the file.
  public func forgetVault(_ day: CalendarDay) throws {
    try sql.execute("delete from vaults where day = $1 and state = 'dropped'", .int(day.number))
  }
}

/// The parts of statements about vault tables, made once for each day.
final class VaultTableCache: Sendable {
  private let tables = Mutex<[CalendarDay: SealedTable]>([:])

  func table(of day: CalendarDay) -> SealedTable {
    tables.withLock { tables in
      if let table = tables[day] { return table }
      let table = SealedTable.vault(of: day)
      tables[day] = table
      return table
    }
  }
}
