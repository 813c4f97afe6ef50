import Domain
import Store
import Text

/// A scheduled commit that will be dropped at its time, or judged by preconditions, as foretold when a change is made:
/// the schedule is played through by the rules by which commits take force.
public struct ScheduleClash: Sendable, Equatable {
  /// The commit that will be dropped, or judged.
  public let dropped: ScheduledCommit
  /// Whether that commit was just made.
  public let isNew: Bool
  /// The reason of the drop, or the preconditions.
  public let fate: Rehearsal.Fate
  /// The paths that both commits change; for a step that is lost, those that it changes.
  public let paths: [String]
  /// What people are told of it: `上海开放比例、工商银行`.
  public let changes: Bilingual
  /// The conditions under which the commit is not dropped; empty if only cancelling keeps it from that.
  public let unless: [ForetoldDrop.Condition]
  /// The other scheduled commit: the one that is dropped, or that the new one is dropped for; nil if there is none.
  public let other: ScheduledCommit?

  /// Whether the other commit is dropped; else the new one.
  public var dropsOther: Bool { !isNew }
}

/// A change that was made, or would be, and its effect on the schedule.
struct Foretold<Value> {
  let value: Value
  let clashes: [ScheduleClash]
  /// The commits that would take force without the change, under the same confirmations.
  let doomed: [ScheduledCommit]
}

extension CommitOutcome {
  /// The origin that a rehearsal gives the revision.
  var origin: Rehearsal.Origin {
    switch self {
    case .scheduled(let commit): .scheduled(commit.number)
    case .committed(let revision), .unconfirmed(let revision, _): .revision(revision.number)
    }
  }
}

extension Transaction {
  /// Plays the schedule through before and after a change.
  func foretelling<Value>(
    _ make: () throws -> Value, origin: (Value) -> Rehearsal.Origin?
  ) throws -> Foretold<Value> {
    try applyDue()
    let before = try foretelling()
    let value = try make()
    return try foretold(value, before, try foretelling(), of: origin(value))
  }

  /// `added` is a commit that is not among the scheduled ones yet.
  func foretold<Value>(
    _ value: Value, _ before: Foretelling, _ after: Foretelling, of origin: Rehearsal.Origin?,
    added: ScheduledCommit? = nil
  ) throws -> Foretold<Value> {
    guard !after.drops.isEmpty || !after.judgements.isEmpty else {
      return Foretold(value: value, clashes: [], doomed: [])
    }
    let commits = try scheduledCommits() + [added].compactMap(\.self)
    let doomed = before.doomed(in: after)
    let told = commits.filter { commit in
      origin == .scheduled(commit.number) || doomed.contains(commit.number)
        || after.isNews(of: commit.number, since: before, by: origin)
    }
    return Foretold(
      value: value, clashes: try told.compactMap { try clash(of: $0, after, origin, commits) },
      doomed: commits.filter { doomed.contains($0.number) })
  }

  private func clash(
    of commit: ScheduledCommit, _ after: Foretelling, _ origin: Rehearsal.Origin?, _ commits: [ScheduledCommit]
  ) throws -> ScheduleClash? {
    let drop = after.drops[commit.number]
    guard let fate = drop?.fate ?? after.judgements[commit.number].map({ .forceIfMet($0) }) else { return nil }
    let isNew = origin == .scheduled(commit.number)
    let other = isNew ? fate.scheduled.flatMap { number in commits.first { $0.number == number } } : commit
    let paths = try paths(of: fate, commit)
    return ScheduleClash(
      dropped: commit, isNew: isNew, fate: fate, paths: paths,
      changes: SubjectNames(store.catalogue(of: commit.rollout)).list(paths), unless: drop?.unless ?? [], other: other)
  }

  private func paths(of fate: Rehearsal.Fate, _ commit: ScheduledCommit) throws -> [String] {
    switch fate {
    case .conflict(let paths, _), .impediment(.approvalRequired(let paths)): return paths
    default: break
    }
    return try revision(commit.base).rollout.changes(to: commit.rollout).map(\.path)
  }
}

extension Foretelling {
  /// Whether there is news of a commit: it is dropped, on another condition than before, or for the change just made;
  /// or it is judged.
  fileprivate func isNews(of number: Int, since before: Foretelling, by origin: Rehearsal.Origin?) -> Bool {
    guard let drop = drops[number] else {
      return before.drops[number] == nil && judgements[number] != before.judgements[number]
    }
    return before.drops[number]?.unless != drop.unless || origin != nil && root(of: number) == origin
  }
}

extension Rehearsal.Fate {
  /// The scheduled commit that is the cause.
  fileprivate var scheduled: Int? {
    switch self {
    case .conflict(_, .scheduled(let number)), .stepLost(.scheduled(let number)): number
    default: nil
    }
  }
}
