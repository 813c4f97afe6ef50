import Domain
import Foundation
import RolloutRules

/// What is sealed at the end of the chain, and what follows from other tables, is compared when the chain is verified.
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
    if let name = try Schema.difference(in: sql) { return .schemaAltered(name) }
    if let table = try Schema.tableOfOtherKinds(in: sql) { return .kindAltered(table: table) }
    if try isHealthForeign() { return .kindAltered(table: "health") }
    let areAnswersForeign = try ["ended", "answered"].contains {
      try CountedValue.isForeign($0, in: "answers", sql)
    }
    return areAnswersForeign ? .kindAltered(table: "answers") : nil
  }

  /// Every index has an entry for each row, and every page is where it belongs: an entry that somebody took out hides a
  /// row from whoever looks for it there, and leaves the row as it is.
  func problemOfStorage() throws -> AuditProblem? {
    let finding = try sql.first("pragma integrity_check(1)", read: { $0.text(0) }) ?? "ok"
    return finding == "ok" ? nil : .storageDamaged
  }

  /// The seal is ours and of this end of the chain, and every table is as it was sealed.
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

  /// How many people there are follows from the people; the latest time is sealed, and no record is younger.
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

  /// Both ways; a count of nobody is none.
  private func isDifferent(_ table: String, from source: String) throws -> Bool {
    let kept = "select * from \(table) where count <> 0"
    return try sql.first(
      """
      select 1 from (select * from (\(kept) except \(source)) union all select * from (\(source) except \(kept))) limit 1
      """,
      read: { _ in true }) ?? false
  }
}
