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

  /// The number that has to be said; nil where none has.
  public var lossesToConfirm: Int? { asksForLosses && impact.lost > 0 ? impact.lost : nil }
}

extension OperatorSession {
  /// Judged as a commit at this time would be, now where there is none. Changes nothing.
  public func forecast(at time: Moment? = nil) throws -> CommitForecast {
    let running = try store.runningRevision()
    let rollout = try merged(onto: running)
    return try store.read { transaction in
      CommitForecast(
        impact: try transaction.impact(of: rollout, over: running),
        asksForLosses: transaction.asksForLosses(rollout, over: running.rollout),
        unmet: try transaction.unmetPreconditions(
          from: running.rollout, to: rollout, at: max(time ?? transaction.now, transaction.now)),
        needsApproval: running.rollout.fourEyes(isSandbox: store.isSandbox)
          .covered(running.rollout.changes(to: rollout)).map(\.path))
    }
  }
}
