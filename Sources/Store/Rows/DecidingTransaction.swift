import Domain
import RolloutRules

/// A table that decides, as a transaction holds it in memory.
struct HeldTable {
  var rows: DecidingRows
  /// Whether the rows are those that were sealed, or those that this transaction has made of them.
  var isSealed: Bool
  var isChanged = false
  /// Whether the rows were read from the file, and not taken from the cache.
  var isFromFile = true
}

/// The tables that decide, compared with their seal before use (rule 11) and held in memory from then on. Look-ups go
/// to memory alone; changes are made in memory and in the file, which have to agree before anything is sealed anew.
extension Transaction {
  /// The rows of a table to look at. Those of an altered table are given as in the file and decide nothing: whoever
  /// decides by rows calls `check` first.
  func rows(of table: DecidingTable) throws -> DecidingRows { try holding(table).rows }

  /// Refuses tables that are not as they were sealed.
  public func check(_ tables: DecidingTable...) throws {
    _ = try authority()
    for table in tables { guard try holding(table).isSealed else { throw StoreFault.altered(table.rawValue) } }
  }

  /// The rows of a table to decide by; throws if the table was altered.
  func sealedRows(of table: DecidingTable) throws -> DecidingRows {
    try check(table)
    return try rows(of: table)
  }

  private func holding(_ table: DecidingTable) throws -> HeldTable {
    if let known = tables[table] { return known }
    let digest = try? authority().digests[table]
    if let digest, let rows = store.deciding.rows(of: table, digest) {
      tables[table] = HeldTable(rows: rows, isSealed: true, isFromFile: false)
    } else {
      tables[table] = try read(table, digest)
    }
    return try holding(table)
  }

  private func read(_ table: DecidingTable, _ digest: String?) throws -> HeldTable {
    let rows = try DecidingRows(table, in: sql)
    let found = rows.digest
    if found == digest { store.deciding.keep(rows, found) }
    return HeldTable(rows: rows, isSealed: found == digest)
  }

  /// Whether the file has a table as it was sealed.
  public func isAsSealed(_ table: DecidingTable) throws -> Bool {
    if let known = tables[table], known.isFromFile { return known.isSealed }
    let found = try read(table, authority().digests[table])
    if found.isSealed || tables[table] == nil { tables[table] = found }
    return found.isSealed
  }

  /// Reads every table anew that this transaction has not changed, for whoever looks at the file itself.
  public func readAgain() throws {
    let digests = (try? authority().digests) ?? [:]
    for table in DecidingTable.allCases where tables[table]?.isChanged != true {
      tables[table] = try read(table, digests[table])
    }
  }

  /// Takes the rows of a table as sealed, as they are in the file; the caller has checked each.
  public func takeAsItIs(_ table: DecidingTable) throws {
    tables[table] = HeldTable(rows: try DecidingRows(table, in: sql), isSealed: true, isChanged: true)
  }

  /// Takes every table as sealed: in a new database, or in one whose chain was found whole.
  func takeAllAsItIs(_ authority: Authority) throws {
    held = authority
    for table in DecidingTable.allCases { try takeAsItIs(table) }
    followsHead = true
  }

  // MARK: Changing

  func addRow(_ values: KeyValuePairs<String, SQLValue>, to table: DecidingTable) throws {
    try prepareChange(of: table)
    var row = [SQLValue](repeating: .null, count: table.columns.count)
    for (column, value) in values { row[table.place(of: column)] = value }
    let places = table.columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    try sql.execute(
      "insert into \(table.rawValue) (\(table.columns.joined(separator: ", "))) values (\(places))", row)
    tables[table]?.rows.insert(row)
  }

  /// Changes a row; does nothing if there is no such row.
  func changeRow(_ key: SQLValue..., of table: DecidingTable, to values: KeyValuePairs<String, SQLValue>) throws {
    try prepareChange(of: table)
    let settings = values.enumerated().map { "\($0.element.key) = $\($0.offset + 1)" }.joined(separator: ", ")
    try sql.execute(
      "update \(table.rawValue) set \(settings) where \(Self.condition(table, after: values.count))",
      values.map(\.value) + key)
    tables[table]?.rows.change(key, values.map { (table.place(of: $0.key), $0.value) })
  }

  func removeRow(_ key: SQLValue..., from table: DecidingTable) throws {
    try prepareChange(of: table)
    try sql.execute("delete from \(table.rawValue) where \(Self.condition(table, after: 0))", key)
    tables[table]?.rows.remove(key)
  }

  /// Inserts a row, in place of the one with the same key if there is one.
  func setRow(_ key: SQLValue..., of table: DecidingTable, to values: KeyValuePairs<String, SQLValue>) throws {
    try prepareChange(of: table)
    if try rows(of: table).contains(key) {
      try sql.execute("delete from \(table.rawValue) where \(Self.condition(table, after: 0))", key)
      tables[table]?.rows.remove(key)
    }
    try addRow(values, to: table)
  }

  private static func condition(_ table: DecidingTable, after count: Int) -> String {
    table.key.enumerated().map { "\($0.element) = $\(count + $0.offset + 1)" }.joined(separator: " and ")
  }

  /// Throws unless the file has the table as it was sealed, and nobody else goes by it meanwhile.
  private func prepareChange(of table: DecidingTable) throws {
    if tables[table]?.isChanged == true { return }
    try protect(.rollout(.exclusive))
    guard try isAsSealed(table) else { throw StoreFault.altered(table.rawValue) }
    tables[table]?.isChanged = true
  }

  /// The number that the next row gets.
  func nextNumber(of table: DecidingTable) throws -> Int {
    try (rows(of: table).all(["number"]) { $0.int(0) }.max() ?? 0) + 1
  }

  // MARK: Sealing

  /// The digests of the changed tables. Throws unless the file holds the intended rows: an index that somebody tampered
  /// with can lead a statement to another row.
  func digestsOfChanges() throws -> [DecidingTable: String] {
    try DecidingTable.allCases.reduce(into: [:]) { digests, table in
      guard let held = tables[table], held.isChanged else { return }
      let digest = held.rows.digest
      guard try DecidingRows(table, in: sql).digest == digest else { throw StoreFault.altered(table.rawValue) }
      digests[table] = digest
    }
  }

  /// Whether this transaction changed a table of changes that take force by themselves.
  var hasChangedDue: Bool { DecidingTable.falling.contains { tables[$0]?.isChanged == true } }

  /// The time of the next change that takes force by itself; nil if none waits. If one of the tables is altered, the
  /// time is no later than the one known before.
  public func nextChange() throws -> Moment? {
    var moments: [Int64] = []
    for table in DecidingTable.falling {
      let held = try holding(table)
      moments += held.rows.dueTimes
      if !held.isSealed, let known = stored?.nextDue { moments.append(known.milliseconds) }
    }
    return moments.min().map { Moment(milliseconds: $0) }
  }
}

extension DecidingRows {
  /// The times at which the rows of the table take force.
  fileprivate var dueTimes: [Int64] {
    switch table {
    case .scheduled: times("effective_at", inState: "pending")
    case .unconfirmed: times("until_at", inState: "waiting")
    case .brokenGlass: times("due_at", inState: "waiting")
    case .certified: all(["ends_at"]) { $0.integer(0) }
    default: []
    }
  }

  private func times(_ column: String, inState state: String) -> [Int64] {
    all([column, "state"], where: { $0.text(1) == state }, read: { $0.integer(0) })
  }
}
