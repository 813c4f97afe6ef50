import Domain
import Text

extension Transaction {
  /// What every acceptance pays: one look at what is sealed, or where this transaction may have changed what is due, at the
  /// tables.
  func isAnyDue() throws -> Bool {
    let authority = try authority()
    return try (hasChangedDue ? nextChange() : authority.nextDue).map { $0 <= now } ?? false
  }

  /// Applies whatever has fallen due, in the order of time; what is applied may bring more.
  public func applyDue() throws {
    guard try isAnyDue() else { return }
    try check(.unconfirmed)
    try settleScheduled()
    try settleCertified()
    while let event = try firstDueEvent() {
      switch event {
      case .endOfCertification(let bank, let end): try applyEnd(of: bank, at: end)
      case .endOfTimer(let commit): try end(commit)
      case .commit(let commit): try apply(commit)
      case .endOfDelay(let glass): try end(glass)
      }
    }
  }

  private func firstDueEvent() throws -> DueEvent? {
    let events = [
      try certified.due(at: now).first.map { DueEvent.endOfCertification($0.bank, at: $0.at) },
      try unconfirmed.firstDue(at: now).map { DueEvent.endOfTimer($0) },
      try scheduled.firstDue(at: now).map { DueEvent.commit($0) },
      try brokenGlass.firstDue(at: now).map { DueEvent.endOfDelay($0) },
    ]
    return DueEvent.first(of: events.compactMap(\.self))
  }

  private func apply(_ commit: ScheduledCommit) throws {
    switch try chronicle().landing(of: try intent(of: commit)) {
    case .force(let rollout, let restated): try apply(commit, as: rollout, restating: restated)
    case .nothing: try drop(commit, .nothingChanged, [])
    case .conflict(let ours, let theirs):
      try drop(commit, .conflict, [.init("ours", ours.json), .init("theirs", theirs.json)])
    }
  }

  private func apply(_ commit: ScheduledCommit, as rollout: Rollout, restating restated: Scope) throws {
    let warrant = try warrant(of: commit)
    let unmet: [UnmetPrecondition]
    switch try judgement(of: rollout, by: warrant, at: commit.effectiveAt) {
    case .dropped(let reason, let facts): return try drop(commit, reason, facts)
    case .passes(let overridden): unmet = overridden
    }
    let revision = try append(
      rollout, author: commit.author, comment: commit.comment, committedAt: commit.committedAt,
      effectiveAt: commit.effectiveAt, scheduled: commit.number, restating: restated)
    try auditOverride(
      of: unmet, reason: warrant.override?.reason ?? "", by: commit.author, object: "revision \(revision.number)")
    try scheduled.markApplied(commit.number, revision: revision.number)
    if let confirmation = commit.confirmation { try startTimer(of: revision, confirmation) }
  }

  /// What becomes of a change that is to take force by itself, whoever made it.
  enum Judgement {
    /// With the preconditions that it overrides.
    case passes([UnmetPrecondition])
    case dropped(ScheduledCommit.DropReason, [JSONValue.Member])
  }

  func judgement(of rollout: Rollout, by warrant: Warrant, at moment: Moment) throws -> Judgement {
    let (running, circumstances) = (try lastAppliedRevision().rollout, try circumstances())
    let uncertified = try uncertifiedBanks(in: rollout, at: moment)
    let impediment = circumstances.impediment(to: rollout, over: running, by: warrant) { _ in uncertified.map(\.bank) }
    if case .uncertified? = impediment {
      return .dropped(.bankNotCertified, [.init("banks", .array(uncertified.map(\.json)))])
    }
    if let impediment { return .dropped(impediment.reason, impediment.facts) }
    let unmet = try unmetPreconditions(from: running, to: rollout, at: moment)
    return circumstances.impediment(to: unmet, by: warrant).map { .dropped($0.reason, $0.facts) } ?? .passes(unmet)
  }

  /// With it go the steps that stand on it, unless it was dropped because all of it was so already.
  private func drop(
    _ commit: ScheduledCommit, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member]
  ) throws {
    try noteDrop(of: commit, reason, detail)
    if reason != .nothingChanged { try dropSteps(after: commit) }
  }

  private func noteDrop(
    of commit: ScheduledCommit, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member]
  ) throws {
    try scheduled.markDropped(commit.number, for: reason)
    try audit(
      author: commit.author, action: "drop", object: "scheduled \(commit.number)",
      detail: .object([.init("reason", .string(reason.rawValue))] + detail))
  }
}

/// Steps that one operator schedules follow one another.
extension Transaction {
  /// What a commit says, in the knowledge of its author's own earlier steps that have had their time since it was
  /// entered. Everybody else's changes, and the author's own later ones, can still conflict.
  func intent(of commit: ScheduledCommit) throws -> Intent {
    let passed = try scheduled.all().filter { commit.stands(on: $0) && $0.hasPassed(since: commit) }
    return try passed.sorted { ($0.effectiveAt, $0.number) < ($1.effectiveAt, $1.number) }
      .reduce(try ownIntent(of: commit)) { $0.standing(on: try ownIntent(of: $1)) }
  }

  /// Something that is to be scheduled, in the knowledge of what its author's own steps make of the rollout by then: what
  /// one of them opens, a later one may close again.
  public func standing(_ intent: Intent, by author: String, at time: Moment) throws -> Intent {
    let earlier = try scheduled.all().filter {
      $0.state == .pending && $0.author == author && $0.effectiveAt <= time
    }
    return try earlier.sorted { ($0.effectiveAt, $0.number) < ($1.effectiveAt, $1.number) }
      .reduce(intent) { $0.standing(on: try ownIntent(of: $1)) }
  }

  private func ownIntent(of commit: ScheduledCommit) throws -> Intent {
    commit.intent(on: try revision(commit.base).rollout)
  }

  /// Those that wait for their time and stand on a commit.
  public func pendingSteps(after commit: ScheduledCommit) throws -> [ScheduledCommit] {
    try scheduled.all().filter { $0.state == .pending && $0.stands(on: commit) }
  }

  /// Drops what stands on a commit that was undone, dropped or cancelled.
  func dropSteps(after commit: ScheduledCommit) throws {
    for step in try pendingSteps(after: commit) {
      try noteDrop(of: step, .stepLost, [.init("step", JSONValue(commit.number))])
    }
  }
}

extension ScheduledCommit {
  /// Whether its time has come since another was entered, and what it says was in force then.
  fileprivate func hasPassed(since other: ScheduledCommit) -> Bool {
    switch state {
    case .applied(let revision): revision > other.base
    case .dropped: dropReason == .nothingChanged && effectiveAt > other.committedAt
    case .pending, .cancelled: false
    }
  }
}

extension Store {
  /// Applies whatever has fallen due, so that a read that follows sees the revision in force.
  public func applyDue() throws {
    if try read({ try $0.isAnyDue() }) { try write { _ = try $0.runningNumber() } }
  }
}
