import Domain
import Store

/// What a commit came to.
public enum CommitOutcome: Sendable, Equatable {
  case committed(Revision)
  case scheduled(ScheduledCommit)
}

extension OperatorSession {
  /// What a commit would change, checked as a commit would check it. Changes nothing.
  public func check() throws -> [RolloutChange] {
    let running = try store.runningRevision()
    let rollout = try merged(onto: running)
    try store.read { try requireCertified(rollout, in: $0) }
    return running.rollout.changes(to: rollout)
  }

  /// Makes the candidate a revision, at once or at a time to come, in one transaction with its audit record.
  public func commit(_ terms: CommitTerms) throws -> CommitOutcome {
    let (time, comment) = (terms.at, terms.comment)
    let outcome = try store.write { transaction in
      let running = try transaction.runningRevision()
      if let time, time < transaction.now { throw RolloutFault.timeInPast(time, now: transaction.now) }
      let rollout = try merged(onto: running)
      try requireCertified(rollout, in: transaction)
      if let time, time > transaction.now {
        return CommitOutcome.scheduled(
          try transaction.schedule(
            rollout, base: running.number, author: author, comment: comment, effectiveAt: time))
      }
      return .committed(
        try transaction.append(
          rollout, author: author, comment: comment, committedAt: transaction.now, effectiveAt: transaction.now))
    }
    start(from: try store.runningRevision())
    return outcome
  }

  private func merged(onto running: Revision) throws -> Rollout {
    switch candidate.rebased(from: base.rollout, onto: running.rollout) {
    case .merged(let rollout):
      guard rollout != running.rollout else { throw RolloutFault.nothingChanged }
      return rollout
    case .conflict(let ours, let theirs):
      throw RolloutFault.revisionConflict(base: base.number, running: running.number, ours: ours, theirs: theirs)
    }
  }

  /// A scheduled commit is looked at again when its time comes.
  private func requireCertified(_ rollout: Rollout, in transaction: Transaction) throws {
    let uncertified = try transaction.uncertifiedBanks(in: rollout)
    guard uncertified.isEmpty else { throw RolloutFault.banksNotCertified(uncertified) }
  }
}
