import Domain
import Text

/// The scheduled commits of one operator, which follow one another as steps.
extension RolloutRecords {
  /// The intent of a commit, in the knowledge of its author's own earlier steps that have had their time since it was
  /// entered. Everybody else's changes, and the author's own later ones, can still conflict.
  func intent(of commit: ScheduledCommit) throws -> Intent {
    let passed = try scheduled.all().filter { commit.stands(on: $0) && $0.hasPassed(since: commit) }
    return try passed.sorted { ($0.effectiveAt, $0.number) < ($1.effectiveAt, $1.number) }
      .reduce(try ownIntent(of: commit)) { $0.standing(on: try ownIntent(of: $1)) }
  }

  /// An intent to be scheduled, in the knowledge of the rollout that its author's own steps make by then: a later step
  /// may close again what an earlier one opens.
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

  /// The pending commits that stand on a commit.
  public func pendingSteps(after commit: ScheduledCommit) throws -> [ScheduledCommit] {
    try scheduled.all().filter { $0.state == .pending && $0.stands(on: commit) }
  }

  /// Drops the commits that stand on one that was undone, dropped or cancelled.
  func dropSteps(after commit: ScheduledCommit) throws {
    for step in try pendingSteps(after: commit) {
      try noteDrop(of: step, .stepLost, [.init("step", JSONValue(commit.number))])
    }
  }
}

extension ScheduledCommit {
  /// Whether the commit's time has come since another was entered, and its values were in force then.
  fileprivate func hasPassed(since other: ScheduledCommit) -> Bool {
    switch state {
    case .applied(let revision): revision > other.base
    case .dropped: dropReason == .nothingChanged && effectiveAt > other.committedAt
    case .pending, .cancelled: false
    }
  }
}
