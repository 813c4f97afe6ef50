import Domain
import Text

/// The changes that take force by themselves at their moment (rule 1).
extension RolloutRecords {
  /// Applies every due change, in the order of time; an applied change may make others due.
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
      try certificationEnds.firstDue(at: now).map { DueEvent.endOfCertification($0.bank, at: $0.at) },
      try unconfirmed.firstDue(at: now).map { DueEvent.endOfTimer($0) },
      try scheduled.firstDue(at: now).map { DueEvent.commit($0) },
      try glassToDecide().firstDue(at: now).map { DueEvent.endOfDelay($0) },
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

  /// Drops a scheduled commit and the steps that stand on it; these stay if it was dropped because it changed nothing.
  private func drop(
    _ commit: ScheduledCommit, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member]
  ) throws {
    try noteDrop(of: commit, reason, detail)
    if reason != .nothingChanged { try dropSteps(after: commit) }
  }

  func noteDrop(
    of commit: ScheduledCommit, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member]
  ) throws {
    try scheduled.markDropped(commit.number, for: reason)
    try audit(
      author: commit.author, action: "drop", object: "scheduled \(commit.number)",
      detail: .object([.init("reason", .string(reason.rawValue))] + detail))
  }
}

/// The judgement on a change that is to take force by itself, whoever made it.
enum Judgement {
  /// The change takes force, and overrides these preconditions.
  case passes([UnmetPrecondition])
  case dropped(ScheduledCommit.DropReason, [JSONValue.Member])
}
