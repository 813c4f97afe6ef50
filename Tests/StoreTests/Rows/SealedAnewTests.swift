import RolloutRules
import TestFixtures
import Testing

@testable import Store

/// The chain's own account of the tables that decide, which holds even if their seal was made anew.
@Suite("What decides, altered and sealed anew by whoever holds the secrets")
struct SealedAnewTests {
  private let whole: WholeDatabase

  init() throws { whole = try WholeDatabase() }

  /// The columns that only the seal covers: the chain does not record them, or in another form.
  private static let heldBySealAlone: [DecidingTable: Set<String>] = [
    .operators: ["added_at", "added_by"],
    .requests: ["comment", "made_at", "closed_by", "reason"],
    .approvals: ["at"],
    .reviews: ["made_at", "signed_at"],
    .scheduled: ["revision", "drop_reason"],
    .unconfirmed: ["author", "decided_by", "restoration"],
    .migrations: ["number", "name"],
    .brokenGlass: ["number", "made_at", "drop_reason", "review"],
    .registrations: ["certification"],
  ]

  private static let columns = DecidingTable.allCases.filter { $0 != .running }.flatMap { table in
    table.columns.filter { heldBySealAlone[table]?.contains($0) != true }.map { "\(table.rawValue).\($0)" }
  }

  @Test("shows in the chain", arguments: columns)
  func shown(name: String) throws {
    let parts = name.split(separator: ".").map(String.init)
    let (table, column) = (parts[0], parts[1])
    try #require(try !whole.database.connection().dump(table).isEmpty)
    try whole.database.tamper(
      """
      update \(table) set "\(column)" = case typeof("\(column)") when 'integer' then "\(column)" + 1000
        when 'null' then 7 else "\(column)" || 'x' end
      """)
    let problem = fault {
      try whole.open().sealAsItIs()
      if let code = try whole.finding() { throw Found(code: code) }
    }
    #expect(problem != nil)
  }

  private struct Found: Error {
    let code: String
  }

  private static let made = [
    "delete from requests where number = 3", "delete from approvals where request = 1",
    "insert into approvals values (3, 1, 'mallory', 0)", "update requests set state = 'open' where number = 2",
    "update requests set state = 'rejected' where number = 1", "delete from reviews where number = 2",
    "update reviews set signed_by = 'li', signed_at = 0 where number = 2", "delete from operators where name = 'li'",
    "insert into operators values ('mallory', 'administrator', 0, 'tester')", "delete from unconfirmed",
    "delete from scheduled where number = 1", "update scheduled set state = 'pending' where number = 1",
    "update running set revision = 1", "delete from broken_glass", "delete from maintenances",
    "update unconfirmed set guardrails = 'timeouts' where state = 'waiting'",
    "update unconfirmed set evidence = '' where state = 'waiting'",
    "update unconfirmed set evidence = '1 hold' where state = 'waiting'",
    "update unconfirmed set from_at = from_at - 1 where state = 'waiting'",
    "update reviews set revision = 3 where number = 2", "update scheduled set evidence = '1 hold' where number = 2",
  ]

  @Test("shows in the chain where rows were added, removed or brought into another state", arguments: made)
  func states(statement: String) throws {
    try whole.database.tamper(statement)
    let problem = fault {
      try whole.open().sealAsItIs()
      if let code = try whole.finding() { throw Found(code: code) }
    }
    #expect(problem != nil)
  }
}
