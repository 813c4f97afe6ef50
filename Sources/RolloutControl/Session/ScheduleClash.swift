import Domain
import Store

/// A scheduled commit that will be dropped when its time comes, as it is foretold when a commit is made: the schedule is
/// played through by the rules by which it will happen.
public struct ScheduleClash: Sendable, Equatable {
  /// The one that will be dropped.
  public let dropped: ScheduledCommit
  /// Whether that one was just made.
  public let isNew: Bool
  /// What it will be dropped for.
  public let fate: Play.Fate
  /// What both change; of a step that is lost, what it changes.
  public let paths: [String]
  /// What keeps it from being dropped; empty where nothing does but cancelling.
  public let unless: [ForetoldDrop.Condition]
  /// The other scheduled commit: the one that is dropped, or that the new one is dropped for; nil where it is none.
  public let other: ScheduledCommit?

  /// Whether the other one is dropped; else it is the new one.
  public var dropsOther: Bool { !isNew }
}

extension OperatorSession {
  /// Which scheduled commits a commit made here, and those that wait already, will cost, as things stand: nothing is in
  /// the way of making it, but they will be dropped unless something changes.
  public func clashes(with outcome: CommitOutcome) -> [ScheduleClash] {
    foretold.last { $0.outcome == outcome }?.clashes ?? []
  }

  /// Plays the schedule through before and after a commit.
  func foretelling(
    in transaction: Transaction, _ make: () throws -> CommitOutcome
  ) throws -> CommitOutcome {
    let before = try transaction.foretelling()
    let outcome = try make()
    let after = try transaction.foretelling()
    foretold.append((outcome, try transaction.clashes(of: outcome, before, after)))
    return outcome
  }
}

extension CommitOutcome {
  /// How a play names it.
  fileprivate var origin: Play.Origin {
    switch self {
    case .scheduled(let commit): .scheduled(commit.number)
    case .committed(let revision), .unconfirmed(let revision, _): .revision(revision.number)
    }
  }
}

extension Transaction {
  /// The new commit where it will be dropped, and the others that it dooms: those that were not lost before it, or only on a
  /// condition, and those that now are lost for it.
  fileprivate func clashes(
    of outcome: CommitOutcome, _ before: Foretelling, _ after: Foretelling
  ) throws -> [ScheduleClash] {
    guard !after.drops.isEmpty else { return [] }
    let commits = try scheduledCommits()
    return try commits.compactMap { commit in
      guard let drop = after.drops[commit.number] else { return nil }
      let isNew = outcome.origin == .scheduled(commit.number)
      let isNews = before.drops[commit.number]?.unless != drop.unless
      guard isNew || isNews || after.root(of: commit.number) == outcome.origin else { return nil }
      let other = isNew ? drop.fate.scheduled.flatMap { number in commits.first { $0.number == number } } : commit
      return ScheduleClash(
        dropped: commit, isNew: isNew, fate: drop.fate, paths: try paths(of: drop.fate, commit), unless: drop.unless,
        other: other)
    }
  }

  private func paths(of fate: Play.Fate, _ commit: ScheduledCommit) throws -> [String] {
    if case .conflict(let paths, _) = fate { return paths }
    return try revision(commit.base).rollout.changes(to: commit.rollout).map(\.path)
  }
}

extension Play.Fate {
  /// The scheduled commit that it is owed to.
  fileprivate var scheduled: Int? {
    switch self {
    case .conflict(_, .scheduled(let number)), .stepLost(.scheduled(let number)): number
    default: nil
    }
  }
}
