import Domain
import Foundation
import RolloutRules

/// Comparisons of the audit verification: tables with the seal at the end of the chain, and tables with those they
/// follow from.
extension Transaction {
  public func problem(of part: StorePart, head: AuditHead) throws -> AuditProblem? {
    switch part {
    case .layout: try problemOfSchema()
    case .rows: try problemOfRows()
    case .seals: try problemOfSeals(head)
    case .derived: try problemOfDerived()
    case .storage: try problemOfStorage()
    }
  }

  func problemOfSchema() throws -> AuditProblem? {
    if let name = try sql.alteredEntry(at: store.database.migrations().count, vaultsAreSealed: true) {
      return .schemaAltered(name)
    }
    if let table = try sql.tableOfOtherKinds() { return .kindAltered(table: table) }
    if try isHealthForeign() { return .kindAltered(table: "health") }
    let areAnswersForeign = try ["ended", "answered"].contains {
      try CountedValue.isForeign($0, in: "answers", sql)
    }
    return areAnswersForeign ? .kindAltered(table: "answers") : nil
  }

  /// The problem of an index without an entry for each row, or of a misplaced page. An index entry that somebody took
  /// out hides a row from every look-up by that index, and leaves the row as it is.
  func problemOfStorage() throws -> AuditProblem? {
    try sql.isStorageWhole() ? nil : .storageDamaged
  }

  /// The problem of a seal that is not ours or not of this end of the chain, or of a table that is not as it was
  /// sealed.
  func problemOfSeals(_ head: AuditHead) throws -> AuditProblem? {
    guard let row = try AuthorityTable(sql: sql).row(), let authority = store.seals.open(row) else {
      return .sealBroken(table: "authority")
    }
    guard authority.head == head else { return .sealBroken(table: "authority") }
    for table in DecidingTable.allCases where try DecidingRows(table, in: sql).digest != authority.digests[table] {
      return .sealBroken(table: table.rawValue)
    }
    return nil
  }

  /// The problem of counts of people that do not follow from the people, or of a latest time before the youngest
  /// record.
  func problemOfDerived() throws -> AuditProblem? {
    guard try !isDifferent("population", from: "select region, bucket, count(*) from persons group by 1, 2"),
      try !isDifferent(
        "population_hundreds", from: "select region, bucket / 100, count(*) from persons group by 1, 2")
    else { return .populationAltered }
    // The time of this transaction's own records is noted at its end.
    let last =
      try sql.first(
        "select max(at) from audit where sequence <= $1", .int(recordsBefore ?? Int.max), read: { $0.integer(0) }) ?? 0
    guard let latest = try? sql.notedTime(store.seals).latest.milliseconds,
      try latest >= last || store.isSandbox && latest == 0 || isClockReset()
    else { return .clockAltered }
    return nil
  }

  /// Whether an administrator has gone back to an earlier time since records of a later one.
  private func isClockReset() throws -> Bool {
    try auditTable.records(of: "clock").contains { $0.action == "clock" && $0.detail["decision"] == "reset" }
  }

  /// Whether two counts differ in either direction. A row with a count of 0 counts as no row.
  private func isDifferent(_ table: String, from source: String) throws -> Bool {
    let kept = "select * from \(table) where count <> 0"
    return try sql.first(
      """
      select 1 from (select * from (\(kept) except \(source)) union all select * from (\(source) except \(kept))) limit 1
      """,
      read: { _ in true }) ?? false
  }
}
