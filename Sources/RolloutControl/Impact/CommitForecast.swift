import Domain
import Store

/// What a commit would run into.
public struct CommitForecast: Sendable, Equatable {
  public let impact: ImpactReport
  /// Whether the commit has to say how many people lose something.
  public let asksForLosses: Bool
  public let unmet: [UnmetPrecondition]
  /// Paths of the changes that somebody else has to approve: they are asked for with `request commit`.
  public let needsApproval: [String]
  /// The commits that wait to be confirmed and would be, by revision; none where it takes force later.
  public let confirms: [UnconfirmedCommit]
  /// Scheduled commits that could not take force any more once it does.
  public let drops: [ScheduledCommit]

  /// The number that has to be said; nil where none has.
  public var lossesToConfirm: Int? { asksForLosses && impact.lost > 0 ? impact.lost : nil }
}

extension OperatorSession {
  /// Judged as a commit at this time would be, now where there is none. Changes nothing.
  public func forecast(at time: Moment? = nil) throws -> CommitForecast {
    let running = try store.runningRevision()
    let rollout = try merged(onto: running)
    return try store.read { try $0.forecast(of: rollout, over: running, by: author, at: time) }
  }
}

extension Transaction {
  func forecast(
    of rollout: Rollout, over running: Revision, by author: String, at time: Moment?
  ) throws -> CommitForecast {
    let isLater = time.map { $0 > now } ?? false
    return CommitForecast(
      impact: try impact(of: rollout, over: running),
      asksForLosses: asksForLosses(rollout, over: running.rollout),
      unmet: try unmetPreconditions(from: running.rollout, to: rollout, at: max(time ?? now, now)),
      needsApproval: running.rollout.fourEyes(isSandbox: store.isSandbox)
        .covered(running.rollout.changes(to: rollout)).map(\.path),
      confirms: isLater ? [] : try waitingCommits(),
      drops: try scheduledCommitsDropped(by: rollout, over: running, of: author, at: isLater ? time : nil))
  }
}
