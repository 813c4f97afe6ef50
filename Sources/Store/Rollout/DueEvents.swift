import Domain

/// What takes force by itself when its time comes, whether or not anything runs then (rule 1).
private enum DueEvent {
  case commit(ScheduledCommit)
  case endOfCertification(BankCode, at: Moment)

  var at: Moment {
    switch self {
    case .commit(let commit): commit.effectiveAt
    case .endOfCertification(_, let end): end
    }
  }
}

extension Transaction {
  /// One indexed look: what every acceptance pays.
  func isAnyDue() throws -> Bool {
    try sql.first(
      """
      select 1 from scheduled where state = 'pending' and effective_at <= $1
      union all select 1 from certified where ends_at <= $1 limit 1
      """,
      .integer(now.milliseconds), read: { _ in true }) ?? false
  }

  /// Applies whatever has fallen due, in the order of time.
  func applyDue() throws {
    guard try isAnyDue() else { return }
    for event in try dueEvents() {
      switch event {
      case .commit(let commit): try apply(commit)
      case .endOfCertification(let bank, let end): try applyEnd(of: bank, at: end)
      }
    }
  }

  /// Of what falls on the same moment a certification ends first: it does not hold at its end any more.
  private func dueEvents() throws -> [DueEvent] {
    var ends = try certified.due(at: now).map { DueEvent.endOfCertification($0.bank, at: $0.at) }[...]
    var commits = try scheduled.due(at: now).map { DueEvent.commit($0) }[...]
    var events: [DueEvent] = []
    while let commit = commits.first {
      let before = ends.prefix { $0.at <= commit.at }
      events += before
      ends = ends.dropFirst(before.count)
      events.append(commit)
      commits = commits.dropFirst()
    }
    return events + ends
  }

  private func apply(_ commit: ScheduledCommit) throws {
    guard try isAsEntered(commit) else { return try drop(commit, .altered, []) }
    let running = try lastAppliedRevision()
    let base = try revision(commit.base).rollout
    switch commit.rollout.rebased(from: base, onto: running.rollout, over: try ground(of: commit)) {
    case .merged(let rollout): try apply(commit, as: rollout)
    case .conflict(let ours, let theirs):
      try drop(commit, .conflict, [.init("ours", ours.json), .init("theirs", theirs.json)])
    }
  }

  private func apply(_ commit: ScheduledCommit, as rollout: Rollout) throws {
    let uncertified = try uncertifiedBanks(in: rollout, at: commit.effectiveAt)
    guard uncertified.isEmpty else {
      return try drop(commit, .bankNotCertified, [.init("banks", .array(uncertified.map(\.json)))])
    }
    let unmet = try unmetPreconditions(
      from: try lastAppliedRevision().rollout, to: rollout, at: commit.effectiveAt)
    let reason = unmet.isEmpty ? nil : try overrideReason(of: commit.number, for: unmet)
    guard unmet.isEmpty || reason != nil else {
      return try drop(commit, .preconditionsUnmet, [.init("unmet", .array(unmet.map(\.json)))])
    }
    let revision = try append(
      rollout, author: commit.author, comment: commit.comment, committedAt: commit.committedAt,
      effectiveAt: commit.effectiveAt, scheduled: commit.number)
    try auditOverride(of: unmet, reason: reason ?? "", by: commit.author, object: "revision \(revision.number)")
    try scheduled.markApplied(commit.number, revision: revision.number)
  }

  private func drop(
    _ commit: ScheduledCommit, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member]
  ) throws {
    try scheduled.markDropped(commit.number, for: reason)
    try audit(
      author: commit.author, action: "drop", object: "scheduled \(commit.number)",
      detail: .object([.init("reason", .string(reason.rawValue))] + detail))
  }

  /// What a scheduled commit cannot conflict with: the revision it was made from, with what its author's own earlier
  /// scheduled commits have changed since. Several steps that one operator schedules follow one another; everybody
  /// else's changes, and the author's own later ones, can still conflict.
  private func ground(of commit: ScheduledCommit) throws -> Rollout {
    var ground = try revision(commit.base).rollout
    let earlier = try scheduled.all().filter { $0.number < commit.number && $0.author == commit.author }
    for step in earlier {
      guard case .applied(let number) = step.state, number > commit.base else { continue }
      ground.apply(
        try revision(number - 1).rollout.changes(to: try revision(number).rollout), of: try revision(number).rollout)
    }
    return ground
  }
}

extension Store {
  /// Applies whatever has fallen due, so that a read that follows sees the revision in force.
  public func applyDue() throws {
    if try read({ try $0.isAnyDue() }) { try write { _ = try $0.runningNumber() } }
  }
}
