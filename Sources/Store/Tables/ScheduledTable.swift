import Domain

/// Commits that take force later.
struct ScheduledTable {
  let sql: any SQLSession

  private static let columns =
    """
    number, base, rollout, author, comment, committed_at, effective_at, state, revision, drop_reason, confirm_minutes,
    guardrails, evidence, restated
    """

  /// Gives the new commit's number.
  func insert(
    base: Int, rollout: Rollout, author: String, comment: String, at: Moment, effectiveAt: Moment,
    confirmation: CommitTerms.Confirmation?, restated: Scope
  ) throws -> Int {
    let number = try sql.first(
      """
      insert into scheduled (base, rollout, author, comment, committed_at, effective_at, state, confirm_minutes,
        guardrails, evidence, restated)
      values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, $10) returning number
      """,
      .int(base), .text(rollout.document.compact), .text(author), .text(comment), .integer(at.milliseconds),
      .integer(effectiveAt.milliseconds), confirmation.map { .int($0.minutes) } ?? .null,
      .text(confirmation?.guardrails.names ?? ""), .text(confirmation?.evidence.text ?? ""), .text(restated.text),
      read: { $0.int(0) })
    guard let number else { throw StoreFault.corrupt("scheduled") }
    return number
  }

  func all() throws -> [ScheduledCommit] {
    try sql.all("select \(Self.columns) from scheduled order by number", read: Self.read)
  }

  func commit(_ number: Int) throws -> ScheduledCommit? {
    try sql.first("select \(Self.columns) from scheduled where number = $1", .int(number), read: Self.read)
  }

  /// The one that became a revision.
  func step(of revision: Int) throws -> ScheduledCommit? {
    try sql.first(
      "select \(Self.columns) from scheduled where state = 'applied' and revision = $1", .int(revision), read: Self.read
    )
  }

  func isAnyPending() throws -> Bool {
    try sql.first("select 1 from scheduled where state = 'pending' limit 1", read: { _ in true }) ?? false
  }

  /// The pending commit that takes force first, where its time has come.
  func firstDue(at now: Moment) throws -> ScheduledCommit? {
    try sql.first(
      """
      select \(Self.columns) from scheduled where state = 'pending' and effective_at <= $1
      order by effective_at, number limit 1
      """,
      .integer(now.milliseconds), read: Self.read)
  }

  func markCancelled(_ number: Int) throws {
    try sql.execute("update scheduled set state = 'cancelled' where number = $1", .int(number))
  }

  func markApplied(_ number: Int, revision: Int) throws {
    try sql.execute(
      "update scheduled set state = 'applied', revision = $1 where number = $2", .int(revision), .int(number))
  }

  func markDropped(_ number: Int, for reason: ScheduledCommit.DropReason) throws {
    try sql.execute(
      "update scheduled set state = 'dropped', drop_reason = $1 where number = $2", .text(reason.rawValue),
      .int(number))
  }

  func markTold(_ number: Int, isAuthor: Bool) throws {
    try sql.execute(
      "update scheduled set state = $1 where number = $2 and state in ('dropped', 'told another')",
      .text(isAuthor ? "told" : "told another"), .int(number))
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

  /// What was dropped before reasons were kept had conflicted.
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
