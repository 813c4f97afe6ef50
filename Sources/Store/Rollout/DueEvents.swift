import Domain

/// What takes force by itself when its time comes, whether or not anything runs then (rule 1).
private enum DueEvent {
  case endOfCertification(BankCode, at: Moment)
  case endOfTimer(UnconfirmedCommit)
  case commit(ScheduledCommit)
  case endOfDelay(BrokenGlass)

  var at: Moment {
    switch self {
    case .endOfCertification(_, let end): end
    case .endOfTimer(let commit): commit.until
    case .commit(let commit): commit.effectiveAt
    case .endOfDelay(let glass): glass.dueAt
    }
  }
}

extension Transaction {
  /// One indexed look: what every acceptance pays.
  func isAnyDue() throws -> Bool {
    try sql.first(
      """
      select 1 from scheduled where state = 'pending' and effective_at <= $1
      union all select 1 from certified where ends_at <= $1
      union all select 1 from unconfirmed where state = 'waiting' and until_at <= $1
      union all select 1 from broken_glass where state = 'waiting' and due_at <= $1 limit 1
      """,
      .integer(now.milliseconds), read: { _ in true }) ?? false
  }

  /// Applies whatever has fallen due, in the order of time; what is applied may bring more.
  public func applyDue() throws {
    guard try isAnyDue() else { return }
    while let event = try firstDueEvent() {
      switch event {
      case .endOfCertification(let bank, let end): try applyEnd(of: bank, at: end)
      case .endOfTimer(let commit): try end(commit)
      case .commit(let commit): try apply(commit)
      case .endOfDelay(let glass): try end(glass)
      }
    }
  }

  /// Of what falls on the same moment a certification ends first, as it does not hold at its end any more; then what
  /// was not confirmed is undone, so that a commit stands on what stays.
  private func firstDueEvent() throws -> DueEvent? {
    let events = [
      try certified.due(at: now).first.map { DueEvent.endOfCertification($0.bank, at: $0.at) },
      try unconfirmed.firstDue(at: now).map { DueEvent.endOfTimer($0) },
      try scheduled.firstDue(at: now).map { DueEvent.commit($0) },
      try brokenGlass.firstDue(at: now).map { DueEvent.endOfDelay($0) },
    ]
    return events.compactMap(\.self).reduce(nil) { first, event in
      guard let first, first.at <= event.at else { return event }
      return first
    }
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
    do { try rollout.requireConsistent(over: store.registry) } catch {
      return try drop(commit, .registryConflict, error.facts)
    }
    let uncertified = try uncertifiedBanks(in: rollout, at: commit.effectiveAt)
    guard uncertified.isEmpty else {
      return try drop(commit, .bankNotCertified, [.init("banks", .array(uncertified.map(\.json)))])
    }
    let running = try lastAppliedRevision().rollout
    if let (reason, detail) = try objection(to: commit, as: rollout, over: running) {
      return try drop(commit, reason, detail)
    }
    let unmet = try unmetPreconditions(from: running, to: rollout, at: commit.effectiveAt)
    let reason = unmet.isEmpty ? nil : try overrideReason(of: commit.number, for: unmet)
    let facts: [JSONValue.Member] = [.init("unmet", .array(unmet.map(\.json)))]
    guard unmet.isEmpty || reason != nil else { return try drop(commit, .preconditionsUnmet, facts) }
    guard try unmet.isEmpty || mayOverride(commit) else { return try drop(commit, .overrideNeedsApprover, facts) }
    let revision = try append(
      rollout, author: commit.author, comment: commit.comment, committedAt: commit.committedAt,
      effectiveAt: commit.effectiveAt, scheduled: commit.number)
    try auditOverride(of: unmet, reason: reason ?? "", by: commit.author, object: "revision \(revision.number)")
    try scheduled.markApplied(commit.number, revision: revision.number)
    if let confirmation = commit.confirmation { try startTimer(of: revision, confirmation) }
  }

  private func drop(
    _ commit: ScheduledCommit, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member]
  ) throws {
    try scheduled.markDropped(commit.number, for: reason)
    try audit(
      author: commit.author, action: "drop", object: "scheduled \(commit.number)",
      detail: .object([.init("reason", .string(reason.rawValue))] + detail))
  }

  /// Of the commits that wait for their time those that would fit what is running, but not a rollout that takes force
  /// before them.
  public func scheduledCommitsDropped(
    by rollout: Rollout, over running: Rollout, at moment: Moment
  ) throws -> [ScheduledCommit] {
    try scheduled.all().filter { commit in
      guard commit.state == .pending, commit.effectiveAt >= moment else { return false }
      let (base, ground) = (try revision(commit.base).rollout, try ground(of: commit))
      guard case .merged = commit.rollout.rebased(from: base, onto: running, over: ground),
        case .conflict = commit.rollout.rebased(from: base, onto: rollout, over: ground)
      else { return false }
      return true
    }
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
