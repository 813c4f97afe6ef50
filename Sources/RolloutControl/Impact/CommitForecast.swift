import Domain
import Store

/// What a commit would run into.
public struct CommitForecast: Sendable, Equatable {
  public let impact: ImpactReport
  /// Whether the commit has to say how many people lose something.
  public let asksForLosses: Bool
  public let unmet: [UnmetPrecondition]

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
        impact: try impact(of: rollout, over: running, in: transaction),
        asksForLosses: asksForLosses(rollout, over: running.rollout),
        unmet: try transaction.unmetPreconditions(
          from: running.rollout, to: rollout, at: max(time ?? transaction.now, transaction.now)))
    }
  }

  /// Refuses a commit from which more people lose something than was said, or that misses a precondition which is not
  /// overridden. Gives those that are, for `auditOverride`. Belongs into the transaction of the commit.
  func judge(
    _ rollout: Rollout, over running: Revision, _ terms: CommitTerms, in transaction: Transaction
  ) throws -> [UnmetPrecondition] {
    try judgeLosses(rollout, over: running, terms, in: transaction)
    let unmet = try transaction.unmetPreconditions(
      from: running.rollout, to: rollout, at: terms.at ?? transaction.now)
    guard !unmet.isEmpty else { return [] }
    guard terms.override != nil else { throw PreconditionFault.unmet(unmet) }
    guard try transaction.mayOverride(author) else { throw PreconditionFault.approverNeeded(unmet) }
    return unmet
  }

  /// The number that was said is held to, whatever the policy says. It is not counted again when a scheduled commit takes
  /// force.
  private func judgeLosses(
    _ rollout: Rollout, over running: Revision, _ terms: CommitTerms, in transaction: Transaction
  ) throws {
    guard terms.expectedLoss != nil || asksForLosses(rollout, over: running.rollout) else { return }
    let lost = try impact(of: rollout, over: running, in: transaction).lost
    if let expected = terms.expectedLoss {
      guard lost <= expected else { throw LossFault.exceedExpected(lost: lost, expected: expected) }
    } else if lost > 0 {
      throw LossFault.notExpected(lost: lost)
    }
  }

  /// Where either the revision in force or the candidate asks, so that no commit switches the policy off for itself.
  private func asksForLosses(_ rollout: Rollout, over running: Rollout) -> Bool {
    [running, rollout].contains { $0.confirmsLosses(isSandbox: store.isSandbox) }
  }
}
