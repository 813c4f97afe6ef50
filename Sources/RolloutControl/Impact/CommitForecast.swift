import Domain
import Store

/// What a commit would run into.
public struct CommitForecast: Sendable, Equatable {
  public let impact: ImpactReport
  /// Whether the commit has to say how many people lose something.
  public let asksForLosses: Bool
  public let unmet: [UnmetPrecondition]
  /// Paths of the changes that somebody else has to approve, those of approved commits that would be dropped for it
  /// included: they are asked for with `request commit`.
  public let needsApproval: [String]
  /// The commits that wait to be confirmed and would be, by revision; none where it takes force later.
  public let confirms: [UnconfirmedCommit]
  /// What it does to the schedule, and the schedule to it.
  public let clashes: [ScheduleClash]

  /// Scheduled commits that could not take force any more once it does.
  public var drops: [ScheduledCommit] { clashes.filter { !$0.isNew && $0.fate.isDropped }.map(\.dropped) }

  /// The number that has to be said; nil where none has.
  public var lossesToConfirm: Int? { asksForLosses && impact.lost > 0 ? impact.lost : nil }
}

extension OperatorSession {
  /// Judged as a commit at this time would be, now where there is none. Changes nothing.
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
