import Domain
import RolloutRules

/// The commits that have to be confirmed in time, and their ends.
struct UnconfirmedTable: UnconfirmedRecords {
  let transaction: Transaction

  private static let columns = [
    "revision", "author", "from_at", "until_at", "guardrails", "state", "decided_by", "restoration", "evidence",
  ]

  func insert(_ commit: UnconfirmedCommit) throws {
    try transaction.addRow(
      [
        "revision": .int(commit.revision), "author": .text(commit.author),
        "from_at": .integer(commit.from.milliseconds),
        "until_at": .integer(commit.until.milliseconds), "guardrails": .text(commit.guardrails.names),
        "evidence": .text(commit.evidence.text), "state": "waiting",
      ], to: .unconfirmed)
  }

  func putOff(_ revision: Int, until: Moment) throws {
    try transaction.changeRow(.int(revision), of: .unconfirmed, to: ["until_at": .integer(until.milliseconds)])
  }

  /// All unconfirmed commits, by revision.
  func all() throws -> [UnconfirmedCommit] {
    try transaction.rows(of: .unconfirmed).all(Self.columns, read: Self.read)
  }

  func markConfirmed(_ revision: Int, by name: String) throws {
    try transaction.changeRow(
      .int(revision), of: .unconfirmed, to: ["state": "confirmed", "decided_by": .text(name)])
  }

  func markRestored(_ revision: Int, by restoration: Int?) throws {
    try transaction.changeRow(
      .int(revision), of: .unconfirmed,
      to: ["state": "restored", "restoration": restoration.map { .int($0) } ?? .null])
  }

  private static func read(_ row: any SQLRow) throws -> UnconfirmedCommit {
    UnconfirmedCommit(
      revision: row.int(0), author: row.text(1), from: Moment(milliseconds: row.integer(2)),
      until: Moment(milliseconds: row.integer(3)), guardrails: [HealthGuardrail](names: row.text(4)),
      evidence: Evidence(text: row.text(8)), state: try state(row))
  }

  private static func state(_ row: any SQLRow) throws -> UnconfirmedCommit.State {
    switch row.text(5) {
    case "waiting": .waiting
    case "confirmed": .confirmed(by: row.optionalText(6) ?? "")
    case "restored": .restored(by: row.optionalInteger(7).map { Int($0) })
    default: throw StoreFault.corrupt("unconfirmed")
    }
  }
}
