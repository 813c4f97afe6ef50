import Foundation
import RolloutRules

/// The tables that decide. An index, or the place where the engine finds a row, decides nothing: whoever can write the
/// file can hide an entry there and leave every row as it is. All rows are read in one pass (`DecidingRows`), digested,
/// and searched in memory.
extension DecidingTable {
  /// The columns by which its rows are told apart.
  var key: [String] {
    switch self {
    case .operators, .meta: ["name"]
    case .requests, .reviews, .scheduled, .maintenances, .migrations, .brokenGlass: ["number"]
    case .approvals: ["request", "version", "operator"]
    case .unconfirmed: ["revision"]
    case .running: ["id"]
    case .closures, .certified, .registrations: ["bank"]
    }
  }

  /// All columns, in the order in which the migrations made them.
  var columns: [String] {
    switch self {
    case .operators: ["name", "role", "added_at", "added_by"]
    case .requests:
      ["number", "author", "version", "content", "comment", "made_at", "state", "closed_by", "reason"]
    case .approvals: ["request", "version", "operator", "at"]
    case .reviews: ["number", "revision", "author", "reason", "made_at", "signed_by", "signed_at"]
    case .scheduled:
      [
        "number", "base", "rollout", "author", "comment", "committed_at", "effective_at", "state", "revision",
        "drop_reason", "confirm_minutes", "guardrails", "restated", "evidence",
      ]
    case .unconfirmed:
      ["revision", "author", "from_at", "until_at", "guardrails", "state", "decided_by", "restoration", "evidence"]
    case .running: ["id", "revision"]
    case .closures: ["bank", "revision"]
    case .certified: ["bank", "ends_at"]
    case .maintenances:
      ["number", "bank", "from_at", "until_at", "author", "made_at", "cancelled", SealedTable.seal]
    case .meta: ["name", "value"]
    case .migrations: ["number", "name", "checksum"]
    case .brokenGlass:
      [
        "number", "request", "version", "author", "reason", "made_at", "due_at", "state", "drop_reason", "review",
      ]
    case .registrations: ["bank", "endpoint", "certification", "certificate"]
    }
  }

  /// The place of a column among all columns.
  func place(of column: String) -> Int {
    guard let place = columns.firstIndex(of: column) else { preconditionFailure("\(rawValue) has no \(column)") }
    return place
  }
}

/// Checking and writing the seal while the schema changes, without the rest of the program.
extension DecidingTable {
  private static func isSealed(_ sql: any Snapshot) throws -> Bool {
    try sql.tables().contains("authority") && AuthorityTable(sql: sql).row() != nil
  }

  /// The name of a table that is not as it was sealed; nil where nothing is sealed yet.
  static func altered(in sql: any Snapshot, _ seals: AuthoritySeals) throws -> String? {
    guard try isSealed(sql), let row = try AuthorityTable(sql: sql).row() else { return nil }
    guard let authority = seals.open(row) else { return "authority" }
    return try allCases.first { table in
      guard let digest = authority.digests[table] else { return false }
      return try DecidingRows(table, in: sql).digest != digest
    }?.rawValue
  }

  static func sealAnew(in sql: any Snapshot, _ seals: AuthoritySeals) throws {
    guard try isSealed(sql), let row = try AuthorityTable(sql: sql).row() else { return }
    guard var authority = seals.open(row) else { throw StoreFault.altered("authority") }
    for table in allCases { authority.digests[table] = try DecidingRows(table, in: sql).digest }
    try AuthorityTable(sql: sql).write(seals.row(of: authority))
  }
}
