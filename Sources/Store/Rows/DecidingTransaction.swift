import Domain
import RolloutRules

/// A table that decides, as a transaction has it.
struct HeldTable {
  var rows: DecidingRows
  /// Whether these are the rows that were sealed, or what this transaction has made of them.
  var isSealed: Bool
  var isChanged = false
  /// Whether they were read from the file, and not known from before.
  var isFromFile = true
}

/// What decides is compared with what was sealed before it is used (rule 11). It is held in memory from then on: what is
/// looked at is memory alone, and what is changed is changed there and in the file, which have to agree before anything
/// is sealed anew.
extension Transaction {
  /// The rows to look at. Of a table that was altered they are as the file has them, which decides nothing: whoever decides
  /// by them says `check` before.
  func rows(of table: DecidingTable) throws -> DecidingRows { try holding(table).rows }

  /// Refuses tables that are not as they were sealed.
  public func check(_ tables: DecidingTable...) throws {
    _ = try authority()
    for table in tables { guard try holding(table).isSealed else { throw StoreFault.altered(table.rawValue) } }
  }

  /// The rows to decide by.
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

  /// Reads every table anew that this transaction has not changed: for whoever looks at the file itself.
  public func readAgain() throws {
    let digests = (try? authority().digests) ?? [:]
    for table in DecidingTable.allCases where tables[table]?.isChanged != true {
      tables[table] = try read(table, digests[table])
    }
  }

  /// Takes a table as it is: its caller sees to every row of it.
  public func takeAsItIs(_ table: DecidingTable) throws {
    tables[table] = HeldTable(rows: try DecidingRows(table, in: sql), isSealed: true, isChanged: true)
  }

  /// Takes every table as it is: of a database that begins, or whose chain was found whole.
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

  /// Nothing where there is no such row.
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

  /// Puts a row in the place of the one with the same key, if there is one.
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

  /// A table is changed only where the file has it as it was sealed.
  private func prepareChange(of table: DecidingTable) throws {
    if tables[table]?.isChanged == true { return }
    guard try isAsSealed(table) else { throw StoreFault.altered(table.rawValue) }
    tables[table]?.isChanged = true
  }

  /// The number that the next row gets.
  func nextNumber(of table: DecidingTable) throws -> Int {
    try (rows(of: table).all(["number"]) { $0.int(0) }.max() ?? 0) + 1
  }

  // MARK: Sealing

  /// The digests of what was changed. The file has to hold what was meant: a statement that went another way, by an index
  /// that somebody had a hand in, changes nothing.
  func digestsOfChanges() throws -> [DecidingTable: String] {
    try DecidingTable.allCases.reduce(into: [:]) { digests, table in
      guard let held = tables[table], held.isChanged else { return }
      let digest = held.rows.digest
      guard try DecidingRows(table, in: sql).digest == digest else { throw StoreFault.altered(table.rawValue) }
      digests[table] = digest
    }
  }

  /// Whether something that falls due by itself was changed here.
  var hasChangedDue: Bool { DecidingTable.falling.contains { tables[$0]?.isChanged == true } }

  /// When something takes force by itself next, by the tables; where one of them is not as it was sealed, no later than was
  /// known before.
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
  /// When what waits here takes force.
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
