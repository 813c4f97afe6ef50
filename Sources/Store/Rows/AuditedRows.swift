import Domain
import Foundation

/// Verification of sealed rows: each row is read, and missing rows are looked for.
extension Transaction {
  func problemOfRows() throws -> AuditProblem? {
    try (alteredTable() ?? gap()).map { .recordsAltered($0) }
  }

  private func alteredTable() throws -> RowKind? {
    for table in SealedTable.lasting {
      if try hasAltered(table) { return table.kind }
    }
    for day in try vaultDays() {
      let vault = store.vaultTables.entry(of: day).table
      if try hasAltered(vault) { return vault.kind }
    }
    for bank in try banksStored() where try storedRow(of: bank)?.registered.isAltered == true {
      return .bank
    }
    return nil
  }

  private func hasAltered(_ table: SealedTable) throws -> Bool {
    var isAltered = false
    try sql.query("select \(table.selection) from \(table.name)", []) { row in
      if !isAltered, !isIntact(row, in: table) { isAltered = true }
    }
    return isAltered
  }

  // MARK: Missing rows

  private func gap() throws -> RowKind? {
    try gapInQueries() ?? gapInEnquiries() ?? gapInVaults()
  }

  /// The kind of a query or person that is missing: no query is ever removed, and each has its person.
  private func gapInQueries() throws -> RowKind? {
    let isGapless = try sql.first("select count(*), coalesce(max(number), 0) from queries") { $0.int(0) == $0.int(1) }
    guard isGapless == true else { return .query }
    let orphan = try sql.first(
      "select 1 from queries where person not in (select id from persons) limit 1", read: { _ in true })
    return orphan == nil ? nil : .person
  }

  /// The kind of work that is missing: an open query has its row of work, an ended one none, and one from before the
  /// identifiers of its enquiries.
  private func gapInEnquiries() throws -> RowKind? {
    let open = Set(
      try sql.all("select number from queries where state in ('accepted', 'collecting')", read: { $0.int(0) }))
    guard Set(try sql.all("select query from work", read: { $0.int(0) })) == open else { return .enquiry }
    var named: [Int: Int] = [:]
    try sql.query("select query, count(*) from named_enquiries group by query", []) { named[$0.int(0)] = $0.int(1) }
    let isMissing = try keptQueries().contains { query in
      let wanted = query.state.isOpen && query.identifierKey == nil ? query.banks.count : 0
      return named.removeValue(forKey: query.number) ?? 0 != wanted
    }
    return isMissing || !named.isEmpty ? .enquiry : nil
  }

  /// The kind of a vault item that is missing: a query that is open, or whose report can be opened, has its key and
  /// answers.
  private func gapInVaults() throws -> RowKind? {
    var kept: [CalendarDay: [Int: Int]] = [:]
    for day in try vaultDays() { kept[day] = try keptCounts(in: day) }
    let isMissing = try keptQueries().contains { query in
      let outcomes =
        query.state.isOpen ? try work(of: query)?.enquiries.map(\.machine.state) : query.outcomes.map(\.state)
      let answers = outcomes?.count { $0 == .answered }
      return kept[query.vaultDay]?[query.number] != answers.map { $0 + 1 }
    }
    return isMissing ? .kept : nil
  }
}
