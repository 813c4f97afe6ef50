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
      let vault = store.vaultTables.table(of: day)
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

  /// The kind of an enquiry that is missing: an open query has the enquiries that it was accepted with, an ended one
  /// none.
  private func gapInEnquiries() throws -> RowKind? {
    let open = try sql.all("select number, banks from queries where state in ('accepted', 'collecting')") {
      ($0.int(0), $0.text(1))
    }
    var banks: [Int: [String]] = [:]
    try sql.query("select query, bank from enquiries order by query, position", []) {
      banks[$0.int(0), default: []].append($0.text(1))
    }
    let found = banks.mapValues { $0.joined(separator: " ") }
    guard let chosen = try? Dictionary(distinct: open, in: "queries") else { return .query }
    return found == chosen ? nil : .enquiry
  }

  /// The kind of a vault item that is missing: a query that is open, or whose report can be opened, has its key and
  /// answers.
  private func gapInVaults() throws -> RowKind? {
    var kept: [CalendarDay: [Int: Int]] = [:]
    for day in try vaultDays() {
      try sql.query("select query, count(*) from vault_\(day.number) group by query", []) {
        kept[day, default: [:]][$0.int(0)] = $0.int(1)
      }
    }
    var answered: [Int: Int] = [:]
    try sql.query("select query, count(*) from enquiries where state = 'answered' group by query", []) {
      answered[$0.int(0)] = $0.int(1)
    }
    let isMissing = try keptQueries().contains { query in
      let ended = query.outcomes.count { $0.state == .answered }
      let answers = query.state.isOpen ? answered[query.number] ?? 0 : ended
      return kept[query.vaultDay]?[query.number] != answers + 1
    }
    return isMissing ? .kept : nil
  }
}
