import Domain
import RolloutRules

/// The scheduled commits.
struct ScheduledTable: ScheduledRecords {
  let transaction: Transaction

  private static let columns = [
    "number", "base", "rollout", "author", "comment", "committed_at", "effective_at", "state", "revision",
    "drop_reason", "confirm_minutes", "guardrails", "evidence", "restated",
  ]

  /// Stores a scheduled commit and gives its number.
  func insert(
    base: Int, rollout: Rollout, author: String, comment: String, at: Moment, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation?, restated: Scope
  ) throws -> Int {
    let number = try transaction.nextNumber(of: .scheduled)
    try transaction.addRow(
      [
        "number": .int(number), "base": .int(base), "rollout": .text(rollout.document.compact),
        "author": .text(author), "comment": .text(comment), "committed_at": .integer(at.milliseconds),
        "effective_at": .integer(effectiveAt.milliseconds), "state": "pending",
        "confirm_minutes": confirmation.map { .int($0.minutes) } ?? .null,
        "guardrails": .text(confirmation?.guardrails.names ?? ""),
        "evidence": .text(confirmation?.evidence.text ?? ""), "restated": .text(restated.text),
      ], to: .scheduled)
    return number
  }

  /// All scheduled commits, by number. Unreadable rows of an altered table are left out.
  func all() throws -> [ScheduledCommit] {
    guard (try? transaction.check(.scheduled)) != nil else { return try readable() }
    return try transaction.rows(of: .scheduled).all(Self.columns, read: Self.read)
  }

  func readable() throws -> [ScheduledCommit] {
    try transaction.rows(of: .scheduled).all(Self.columns) { try? Self.read($0) }.compactMap(\.self)
  }

  /// The numbers of all rows, readable or not.
  func numbers() throws -> [Int] { try transaction.rows(of: .scheduled).all(["number"]) { $0.int(0) } }

  func isAnyPending() throws -> Bool {
    try transaction.rows(of: .scheduled).first(
      ["state"], where: { $0.text(0) == Self.pending }, read: { _ in true }) ?? false
  }

  private static let pending = "pending"

  func markCancelled(_ number: Int) throws {
    try transaction.changeRow(.int(number), of: .scheduled, to: ["state": "cancelled"])
  }

  func markApplied(_ number: Int, revision: Int) throws {
    try transaction.changeRow(
      .int(number), of: .scheduled, to: ["state": "applied", "revision": .int(revision)])
  }

  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws {
    try transaction.changeRow(
      .int(number), of: .scheduled, to: ["state": "dropped", "drop_reason": .text(reason.rawValue)])
  }

  func markTold(_ number: Int, isAuthor: Bool) throws {
    let state = try transaction.rows(of: .scheduled).first(
      ["number", "state"], where: { $0.int(0) == number }, read: { $0.text(1) })
    guard let state, ["dropped", "told another"].contains(state) else { return }
    try transaction.changeRow(
      .int(number), of: .scheduled, to: ["state": isAuthor ? "told" : "told another"])
  }

  func remove(_ number: Int) throws { try transaction.removeRow(.int(number), from: .scheduled) }

  /// Replaces an altered row by a commit that was dropped.
  func replaceAltered(_ commit: ScheduledCommit) throws {
    try transaction.setRow(
      .int(commit.number), of: .scheduled,
      to: [
        "number": .int(commit.number), "base": .int(commit.base), "rollout": .text(commit.rollout.document.compact),
        "author": .text(commit.author), "comment": .text(commit.comment),
        "committed_at": .integer(commit.committedAt.milliseconds),
        "effective_at": .integer(commit.effectiveAt.milliseconds), "state": "dropped",
        "drop_reason": .text(ScheduledCommit.DropReason.altered.rawValue), "guardrails": "", "evidence": "",
        "restated": "",
      ])
  }

  private static func read(_ row: any SQLRow) throws -> ScheduledCommit {
    ScheduledCommit(
      number: row.int(0), base: row.int(1), rollout: try RevisionsTable.rollout(row.text(2)), author: row.text(3),
      comment: row.text(4), committedAt: Moment(milliseconds: row.integer(5)),
      effectiveAt: Moment(milliseconds: row.integer(6)),
      confirmation: row.optionalInteger(10).map {
        CommitTerms.Confirmation(
          minutes: Int($0), guardrails: [HealthGuardrail](names: row.text(11)), evidence: Evidence(text: row.text(12)))
      }, restated: try RevisionsTable.scope(row.text(13)), state: try state(row), dropReason: dropReason(row))
  }

  /// The reason for which a commit was dropped. Rows of before reasons were stored mean a conflict.
  private static func dropReason(_ row: any SQLRow) -> ScheduledCommit.DropReason? {
    guard ["dropped", "told another", "told"].contains(row.text(7)) else { return nil }
    return row.optionalText(9).flatMap(ScheduledCommit.DropReason.init(rawValue:)) ?? .conflict
  }

  private static func state(_ row: any SQLRow) throws -> ScheduledCommit.State {
    switch row.text(7) {
    case "pending": .pending
    case "applied": .applied(revision: row.int(8))
    case "dropped": .dropped(told: .nobody)
    case "told another": .dropped(told: .another)
    case "told": .dropped(told: .author)
    case "cancelled": .cancelled
    default: throw StoreFault.corrupt("scheduled")
    }
  }
}
