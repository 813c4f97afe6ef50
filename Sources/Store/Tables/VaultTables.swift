import Domain
import Foundation

/// What is kept for a report until its day: the query's sealed key, and each bank's sealed answer.
public struct VaultItem: Sendable, Equatable {
  public static let keyPosition = -1

  /// `keyPosition`, or the enquiry's place in its query.
  public let position: Int
  /// The bank's enquiry and consent, which the answer is bound to; empty for the key.
  public let enquiry: String
  public let consent: String
  public let sealed: Data

  public init(position: Int, enquiry: String, consent: String, sealed: Data) {
    self.position = position
    self.enquiry = enquiry
    self.consent = consent
    self.sealed = sealed
  }
}

/// One table per day of expiry, dropped as a whole: deleting rows would leave bytes behind (rule 6).
extension Transaction {
  static func vaultTable(_ day: CalendarDay) -> String { "vault_\(day.number)" }
  private static func table(_ day: CalendarDay) -> String { vaultTable(day) }

  /// What makes a day's table, and its index.
  static func vaultStatements(_ day: CalendarDay) -> [String] {
    [
      """
      create table \(table(day)) (query bigint not null, position integer not null, enquiry text not null,
        consent text not null, sealed blob not null)
      """,
      "create unique index \(table(day))_query on \(table(day)) (query, position)",
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
    try sql.execute(
      """
      insert into \(Self.table(day)) (query, position, enquiry, consent, sealed) values ($1, $2, $3, $4, $5)
      on conflict (query, position) do nothing
      """,
      .int(query), .int(item.position), .text(item.enquiry), .text(item.consent), .blob(item.sealed))
  }

  /// Everything kept for a query, the key first.
  public func vault(of query: Int, in day: CalendarDay) throws -> [VaultItem] {
    try sql.all(
      "select position, enquiry, consent, sealed from \(Self.table(day)) where query = $1 order by position",
      .int(query)
    ) { VaultItem(position: $0.int(0), enquiry: $0.text(1), consent: $0.text(2), sealed: $0.blob(3)) }
  }

  /// The query's sealed key.
  public func vaultKey(of query: Int, in day: CalendarDay) throws -> Data? {
    try sql.first(
      "select sealed from \(Self.table(day)) where query = $1 and position = $2", .int(query),
      .int(VaultItem.keyPosition),
      read: { $0.blob(0) })
  }

  public func replaceVaultKey(_ sealed: Data, of query: Int, in day: CalendarDay) throws {
    try sql.execute(
      "update \(Self.table(day)) set sealed = $1 where query = $2 and position = $3", .blob(sealed), .int(query),
      .int(VaultItem.keyPosition))
  }

  /// Moves what is kept for a query to a later day's table.
  public func moveVault(of query: Int, from day: CalendarDay, to later: CalendarDay) throws {
    try prepareVault(of: later)
    try sql.execute(
      """
      insert into \(Self.table(later)) (query, position, enquiry, consent, sealed)
      select query, position, enquiry, consent, sealed from \(Self.table(day)) where query = $1
      """,
      .int(query))
    try clearVault(of: query, in: day)
  }

  /// Forgets what is kept for a query that failed; the bytes go with the day's table.
  public func clearVault(of query: Int, in day: CalendarDay) throws {
    try sql.execute("delete from \(Self.table(day)) where query = $1", .int(query))
  }

  /// The days whose vaults are over: still open, or dropped with the truncating checkpoint outstanding.
  public func endedVaults() throws -> [(day: CalendarDay, isDropped: Bool)] {
    try sql.all("select day, state from vaults where day < $1 order by day", .int(now.day.number)) {
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
    try sql.execute("drop table if exists \(Self.table(day))")
    try sql.execute("update vaults set state = 'dropped' where day = $1", .int(day.number))
  }

  /// The bytes have left the file: nothing of the day remains to be done.
  public func forgetVault(_ day: CalendarDay) throws {
    try sql.execute("delete from vaults where day = $1 and state = 'dropped'", .int(day.number))
  }
}
