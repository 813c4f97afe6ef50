import Domain
import Store

/// A commit and one that waits for its time change the same things differently: the one that takes force second will be
/// dropped.
public struct ScheduleClash: Sendable, Equatable {
  /// The one that waited already.
  public let other: ScheduledCommit
  /// Whether that one is dropped when its time comes; else it is the new one.
  public let dropsOther: Bool
  /// What both change.
  public let paths: [String]
}

extension OperatorSession {
  /// What a commit that was just made meets among those that wait for their time, as things stand now: nothing is in the
  /// way of scheduling both, but one of them will be dropped unless the other is called off.
  ///
  /// The commit stands: where the database cannot be read any more, nothing is foretold, and the next command says why.
  public func clashes(with outcome: CommitOutcome) throws -> [ScheduleClash] {
    do {
      return try store.read { transaction in
        let made = try transaction.step(of: outcome)
        let pending = try transaction.scheduledCommits().filter { $0.state == .pending && $0.number != made.number }
        return try pending.compactMap { try transaction.clash(of: made, with: $0) }
      }
    } catch is StoreFault {
      return []
    }
  }
}

/// A commit as one step from a revision.
private struct CommitStep {
  /// Nil where it is in force already.
  var number: Int?
  let base: Int
  let author: String
  let at: Moment
  let changes: [RolloutChange]

  /// Changes of this one that the other, which takes force before, has made differently. Steps that one operator
  /// schedules one after another follow one another.
  func clashes(after other: CommitStep) -> [String] {
    if let number, let earlier = other.number, earlier < number, other.author == author { return [] }
    return changes.filter { change in
      other.changes.contains { $0.subject == change.subject && $0.to != change.to }
    }.map(\.path)
  }
}

extension Transaction {
  fileprivate func step(of outcome: CommitOutcome) throws -> CommitStep {
    switch outcome {
    case .scheduled(let commit): try step(of: commit)
    case .committed(let revision), .unconfirmed(let revision, _):
      CommitStep(
        number: nil, base: revision.number - 1, author: revision.author, at: revision.effectiveAt,
        changes: try self.revision(revision.number - 1).rollout.changes(to: revision.rollout))
    }
  }

  private func step(of commit: ScheduledCommit) throws -> CommitStep {
    CommitStep(
      number: commit.number, base: commit.base, author: commit.author, at: commit.effectiveAt,
      changes: try revision(commit.base).rollout.changes(to: commit.rollout))
  }

  fileprivate func clash(of made: CommitStep, with commit: ScheduledCommit) throws -> ScheduleClash? {
    let other = try step(of: commit)
    // One made from what is in force stands on it.
    guard made.number != nil || other.base <= made.base else { return nil }
    let isFirst = made.number.map { (made.at, $0) < (other.at, commit.number) } ?? true
    let paths = isFirst ? other.clashes(after: made) : made.clashes(after: other)
    return paths.isEmpty ? nil : ScheduleClash(other: commit, dropsOther: isFirst, paths: paths)
  }
}
