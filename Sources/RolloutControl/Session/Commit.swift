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
      let overridden = try judge(rollout, over: running, terms, in: transaction)
      if let time, time > transaction.now {
        let commit = try transaction.schedule(
          rollout, base: running.number, author: author, comment: comment, effectiveAt: time)
        try audit(overridden, terms, object: "scheduled \(commit.number)", in: transaction)
        return CommitOutcome.scheduled(commit)
      }
      let revision = try transaction.append(
        rollout, author: author, comment: comment, committedAt: transaction.now, effectiveAt: transaction.now)
      try audit(overridden, terms, object: "revision \(revision.number)", in: transaction)
      return .committed(revision)
    }
    start(from: try store.runningRevision())
    return outcome
  }

  private func audit(
    _ overridden: [UnmetPrecondition], _ terms: CommitTerms, object: String, in transaction: Transaction
  ) throws {
    try transaction.auditOverride(of: overridden, reason: terms.override ?? "", by: author, object: object)
  }

  func merged(onto running: Revision) throws -> Rollout {
    let rollout = try rebased(onto: running)
    guard rollout != running.rollout else { throw RolloutFault.nothingChanged }
    return rollout
  }

  func rebased(onto running: Revision) throws -> Rollout {
    switch candidate.rebased(from: base.rollout, onto: running.rollout) {
    case .merged(let rollout): return rollout
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
