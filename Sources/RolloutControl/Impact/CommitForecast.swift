import Domain
import Store

/// The effects of a commit, and the obstacles to it.
public struct CommitForecast: Sendable, Equatable {
  public let impact: ImpactReport
  /// Whether the commit has to name the number of people who lose something.
  public let asksForLosses: Bool
  public let unmet: [UnmetPrecondition]
  /// The paths of the changes that somebody else has to approve, those of approved commits that would be dropped
  /// included: they need `request commit`.
  public let needsApproval: [String]
  /// The unconfirmed commits that the commit would confirm, by revision; none if it is scheduled.
  public let confirms: [UnconfirmedCommit]
  /// The conflicts between the schedule and the commit.
  public let clashes: [ScheduleClash]

  /// The scheduled commits that could not take force any more after the commit.
  public var drops: [ScheduledCommit] { clashes.filter { !$0.isNew && $0.fate.isDropped }.map(\.dropped) }

  /// The number that the commit has to name; nil if it needs none.
  public var lossesToConfirm: Int? { asksForLosses && impact.lost > 0 ? impact.lost : nil }
}

extension OperatorSession {
  /// The forecast of a commit at this time, or now if there is none. Changes nothing.
  public func forecast(at time: Moment? = nil) throws -> CommitForecast {
    let running = try store.runningRevision()
    let proposal = proposal(CommitTerms(at: time))
    let rollout = try proposal.merged(onto: running)
    return try store.read { try $0.forecast(of: rollout, over: running, for: proposal) }
  }
}

extension Transaction {
  func forecast(of rollout: Rollout, over running: Revision, for proposal: Proposal) throws -> CommitForecast {
    let time = proposal.terms.at
    let rehearsal = try proposal.rehearse(rollout, over: running, in: self)
    let covered = running.rollout.fourEyes(isSandbox: store.isSandbox).covered(running.rollout.changes(to: rollout))
    let undone = try rehearsal.doomed.flatMap { try approvedChanges(of: $0) }.map(\.path)
    let paths = covered.map(\.path)
    return CommitForecast(
      impact: try impact(of: rollout, over: running),
      asksForLosses: asksForLosses(rollout, over: running.rollout),
      unmet: try unmetPreconditions(from: running.rollout, to: rollout, at: max(time ?? now, now)),
      needsApproval: paths + undone.filter { !paths.contains($0) },
      confirms: time.map { $0 > now } ?? false ? [] : try waitingCommits(), clashes: rehearsal.clashes)
  }
}
