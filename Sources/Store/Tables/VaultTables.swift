import Domain
import Foundation
import Synchronization

/// What is kept for a report until its day: the query's sealed key, and each bank's sealed answer.
public struct VaultItem: Sendable, Equatable {
  public static let keyPosition = -1

  /// `keyPosition`, or the enquiry's place in its query.
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

/// One table per day of expiry, dropped as a whole: deleting rows would leave bytes behind (rule 6).
extension Transaction {
  private func table(_ day: CalendarDay) -> SealedTable { store.vaultTables.table(of: day) }
  static func vaultTable(_ day: CalendarDay) -> String { SealedTable.vault(of: day).name }

  /// What makes a day's table, and its index; in an older database its rows are not sealed.
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

  /// Makes the day's table where it is missing.
  public func prepareVault(of day: CalendarDay) throws {
    let exists = try sql.first("select 1 from vaults where day = $1", .int(day.number), read: { _ in true }) ?? false
    guard !exists else { return }
    for statement in Self.vaultStatements(day) { try sql.execute(statement) }
    try sql.execute("insert into vaults (day, state) values ($1, 'open')", .int(day.number))
  }

  /// Keeps an item; of two for the same place the first counts.
  public func keep(_ item: VaultItem, of query: Int, in day: CalendarDay) throws {
    try insert(
      [.int(query), .int(item.position), .text(item.enquiry), .text(item.consent), .blob(item.sealed)],
      into: table(day), unlessThere: true)
  }

  /// Everything kept for a query, the key first.
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

  /// The days that have a table, whatever `vaults` says of them.
  func vaultDays() throws -> [CalendarDay] {
    try sql.all("select name from sqlite_master where type = 'table' and name like 'vault%' order by name") {
      $0.text(0)
    }
    .compactMap { name in name.hasPrefix("vault_") ? Int(name.dropFirst(6)).map(CalendarDay.init(number:)) : nil }
  }

  public func replaceVaultKey(_ sealed: Data, of query: Int, in day: CalendarDay) throws {
    try change(.int(query), .int(VaultItem.keyPosition), in: table(day), to: ["sealed": .blob(sealed)])
  }

  /// Moves what is kept for a query to a later day's table.
  public func moveVault(of query: Int, from day: CalendarDay, to later: CalendarDay) throws {
    try prepareVault(of: later)
    for item in try vault(of: query, in: day) {
      guard !item.isAltered else { throw RecordFault.altered(.kept) }
      try keep(item, of: query, in: later)
    }
    try clearVault(of: query, in: day)
  }

  /// Forgets what is kept for a query that failed; the bytes go with the day's table.
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
    try sql.execute("drop table if exists \(table(day).name)")
    try sql.execute("update vaults set state = 'dropped' where day = $1", .int(day.number))
  }

  /// The bytes have left the file: nothing of the day remains to be done.
  public func forgetVault(_ day: CalendarDay) throws {
    try sql.execute("delete from vaults where day = $1 and state = 'dropped'", .int(day.number))
  }
}

/// What is known of the vaults' tables, so that it is put together once for each.
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
