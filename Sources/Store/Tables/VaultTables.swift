import Domain
import Foundation
import Synchronization

/// A bank's sealed answer as it is kept for a report.
public struct KeptAnswer: Sendable, Equatable {
  /// The enquiry's place in its query.
  public let position: Int
  public let sealed: Data
  /// The identifiers that the answer is bound to; nil where they are derived from number and place.
  public let names: Transaction.EnquiryNames?

  public init(position: Int, sealed: Data, names: Transaction.EnquiryNames? = nil) {
    self.position = position
    self.sealed = sealed
    self.names = names
  }
}

/// Everything kept for a query.
public struct VaultContent: Sendable, Equatable {
  /// The query's sealed key.
  public let key: Data
  /// The answers, in the order of the places.
  public let answers: [KeptAnswer]
}

/// The form of a day's table.
enum VaultForm: Equatable {
  /// A row for each answer, as of before.
  case rows(isSealed: Bool)
  /// A row for the answers of each commit.
  case parts
}

/// The vaults: one table per day of expiry, dropped as a whole, since deleting rows would leave bytes behind (rule 6).
///
/// A query has a row for its key (part 0) and one for each commit that took in answers to it: its part is one more than
/// the number of banks that had answered before. A row's number is the part's and the query's.
extension Transaction {
  private func table(_ day: CalendarDay) -> SealedTable { store.vaultTables.entry(of: day).table }
  static func vaultTable(_ day: CalendarDay) -> String { SealedTable.vault(of: day).name }

  /// The statements that make a day's table; those of older databases had an index beside, and at first no seals.
  static func vaultStatements(_ day: CalendarDay, _ form: VaultForm = .parts) -> [String] {
    let table = vaultTable(day)
    switch form {
    case .parts:
      return ["create table \(table) (item integer not null primary key, sealed blob not null, seal blob)"]
    case .rows(let isSealed):
      return [
        """
        create table \(table) (query bigint not null, position integer not null, enquiry text not null,
          consent text not null, sealed blob not null\(isSealed ? ", seal blob" : ""))
        """,
        "create unique index \(table)_query on \(table) (query, position)",
      ]
    }
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
    vaultDaysRead = nil
    try sql.execute("insert into vaults (day, state) values ($1, 'open')", .int(day.number))
  }

  /// The bits of a row's number that tell the query; those above tell the part. The rows of one part lie together, in
  /// the order of the queries: a commit with answers to many queries writes few pages, and so does one that seals many
  /// keys anew.
  private static let queryBits = 44
  /// The numbers of queries that a row's number has room for.
  static let itemQueries = 1..<1 << queryBits
  /// The largest number of a part that is looked for where it is not known how many banks a query has.
  static let largestPart = 1_023
  static func item(_ query: Int, part: Int) -> Int { part << queryBits | query }

  /// Stores a query's sealed key.
  public func keep(key: Data, of query: Int, in day: CalendarDay) throws {
    try insert([.int(Self.item(query, part: 0)), .blob(key)], into: table(day), unlessThere: true)
  }

  /// Stores the answers that one commit takes in; `before` is how many of the query's banks had answered before it.
  public func keep(_ answers: [KeptAnswer], of query: Int, before: Int, in day: CalendarDay) throws {
    try insert(
      [.int(Self.item(query, part: before + 1)), .blob(PackedAnswers.pack(answers))], into: table(day),
      unlessThere: true)
  }

  /// The sealed key of a query and the places of its answers; nil if a row was altered or the key is missing.
  ///
  /// `banks` is how many banks the query has. With `before`, only of what was kept when that many had answered.
  func vaultPlaces(
    of query: Int, in day: CalendarDay, banks: Int, before: Int?
  ) throws -> (key: Data, places: Set<Int>)? {
    guard try vaultDays().contains(day) else { return nil }
    let parts = try parts(of: query, in: day, upTo: before ?? banks)
    guard let key = parts.first, key.part == 0, let sealedKey = key.sealed else { return nil }
    var places: Set<Int> = []
    for part in parts.dropFirst() {
      guard let sealed = part.sealed, let found = PackedAnswers.positions(sealed) else {
        if part.sealed != nil { notice(.kept, [.int(query)]) }
        return nil
      }
      places.formUnion(found)
    }
    return (sealedKey, places)
  }

  /// Everything kept for a query; nil if a row was altered or the key is missing. Of two answers at one place the first
  /// counts.
  ///
  /// `banks` is how many banks the query has: it has no more parts.
  public func vault(of query: Int, in day: CalendarDay, banks: Int? = nil) throws -> VaultContent? {
    guard try vaultDays().contains(day) else { return nil }
    let parts = try parts(of: query, in: day, upTo: banks ?? Self.largestPart)
    guard let key = parts.first, key.part == 0, !parts.contains(where: { $0.sealed == nil }) else { return nil }
    var answers: [Int: KeptAnswer] = [:]
    for part in parts.dropFirst() {
      guard let kept = part.sealed.flatMap({ PackedAnswers.unpack($0) }) else {
        notice(.kept, [.int(query)])
        return nil
      }
      for answer in kept where answers[answer.position] == nil { answers[answer.position] = answer }
    }
    return key.sealed.map { key in
      VaultContent(key: key, answers: answers.values.sorted { $0.position < $1.position })
    }
  }

  /// The rows of a query up to a part, in order; the content of an altered one is nil.
  private func parts(of query: Int, in day: CalendarDay, upTo last: Int) throws -> [(part: Int, sealed: Data?)] {
    let table = table(day)
    var found: [(part: Int, sealed: Data?)] = []
    try ValueList.each(of: Self.items(of: query, upTo: last)) { list in
      try sql.query(
        "select \(table.selection) from \(table.name) where item in (\(list.placeholders)) order by item", list.values
      ) { row in
        found.append((Self.part(of: row), isIntactPart(row, of: query, in: table) ? row.blob(1) : nil))
      }
    }
    return found
  }

  private static func items(of query: Int, upTo last: Int) -> [Int] { (0...last).map { item(query, part: $0) } }
  private static func part(of row: any SQLRow) -> Int { row.int(0) >> queryBits }

  private func isIntactPart(_ row: any SQLRow, of query: Int, in table: SealedTable) -> Bool {
    guard !store.rowSeal.fits(row, in: table) else { return true }
    notice(.kept, [.int(query), .int(Self.part(of: row))])
    return false
  }

  /// The query's sealed key; nil if it is missing.
  public func vaultKey(of query: Int, in day: CalendarDay) throws -> Data? {
    let table = table(day)
    guard try vaultDays().contains(day) else { return nil }
    return try sql.first(
      "select \(table.selection) from \(table.name) where item = $1", .int(Self.item(query, part: 0))
    ) { row in
      guard isIntactPart(row, of: query, in: table) else { throw RecordFault.altered(.kept) }
      return row.blob(1)
    }
  }

  /// The days that have a table, whatever the table `vaults` says.
  func vaultDays() throws -> [CalendarDay] {
    if let known = vaultDaysRead { return known }
    let days = try sql.tables(startingWith: "vault_").compactMap { Int($0.dropFirst(6)).map(CalendarDay.init(number:)) }
    vaultDaysRead = days
    return days
  }

  /// Replaces a query's sealed key, which this transaction has read.
  public func replaceVaultKey(_ sealed: Data, of query: Int, in day: CalendarDay) throws {
    try write([.int(Self.item(query, part: 0)), .blob(sealed)], store.vaultTables.entry(of: day).resealing)
  }

  /// Moves everything kept for a query to a later day's table.
  public func moveVault(
    of query: Int, from day: CalendarDay, to later: CalendarDay, banks: Int? = nil
  ) throws {
    try requireVault(of: later)
    for part in try parts(of: query, in: day, upTo: banks ?? Self.largestPart) {
      guard let sealed = part.sealed else { throw RecordFault.altered(.kept) }
      try insert([.int(Self.item(query, part: part.part)), .blob(sealed)], into: table(later), unlessThere: true)
    }
    try clearVault(of: query, in: day, banks: banks)
  }

  /// Deletes the items of a query that failed; their bytes leave the file with the day's table.
  public func clearVault(of query: Int, in day: CalendarDay, banks: Int? = nil) throws {
    let name = table(day).name
    try ValueList.each(of: Self.items(of: query, upTo: banks ?? Self.largestPart)) { list in
      try sql.execute("delete from \(name) where item in (\(list.placeholders))", list.values)
    }
  }

  /// The number of answers kept for each query in a day's table, by the rows' content, and 1 for its key.
  func keptCounts(in day: CalendarDay) throws -> [Int: Int] {
    var counts: [Int: Int] = [:]
    try sql.query("select item, sealed from \(table(day).name) order by item", []) { row in
      let (query, part) = (row.int(0) & (1 << Self.queryBits - 1), Self.part(of: row))
      counts[query, default: 0] += part == 0 ? 1 : PackedAnswers.unpack(row.blob(1))?.count ?? 0
    }
    return counts
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
    vaultDaysRead = nil
    try sql.execute("update vaults set state = 'dropped' where day = $1", .int(day.number))
  }

  /// Forgets a day whose bytes have left the file.
  public func forgetVault(_ day: CalendarDay) throws {
    try sql.execute("delete from vaults where day = $1 and state = 'dropped'", .int(day.number))
  }
}

/// The parts of statements about vault tables, made once for each day.
final class VaultTableCache: Sendable {
  struct Entry {
    let table: SealedTable
    /// The change of a query's sealed key.
    let resealing: SealedUpdate

    init(_ day: CalendarDay) {
      table = .vault(of: day)
      resealing = table.update(of: ["sealed"])
    }
  }

  private let entries = Mutex<[CalendarDay: Entry]>([:])

  func entry(of day: CalendarDay) -> Entry {
    entries.withLock { entries in
      if let entry = entries[day] { return entry }
      let entry = Entry(day)
      entries[day] = entry
      return entry
    }
  }
}
