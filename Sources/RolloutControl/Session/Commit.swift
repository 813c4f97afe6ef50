import Domain
import Store

/// What a commit came to.
public enum CommitOutcome: Sendable, Equatable {
  case committed(Revision)
  /// In force, and undone at that time unless somebody confirms it.
  case unconfirmed(Revision, until: Moment)
  case scheduled(ScheduledCommit)
}

extension OperatorSession {
  /// What a commit would change, checked as a commit would check it. Changes nothing.
  public func check() throws -> [RolloutChange] {
    let running = try store.runningRevision()
    return try store.read { transaction in
      let rollout = try proposal(CommitTerms()).merged(onto: running)
      try proposal(CommitTerms()).judge(rollout, in: transaction)
      return running.rollout.changes(to: rollout)
    }
  }

  /// Makes the candidate a revision, at once or at a time to come, in one transaction with its audit record. What needs
  /// somebody else's approval is refused: `request` is for that.
  public func commit(_ terms: CommitTerms) throws -> CommitOutcome {
    let proposal = proposal(terms)
    let outcome = try write { transaction in
      try proposal.requireTime(in: transaction)
      let changes = try proposal.changes(in: transaction)
      let running = try transaction.runningRevision().rollout
      let covered = running.fourEyes(isSandbox: store.isSandbox).covered(changes)
      guard covered.isEmpty else { throw OperatorFault.approvalRequired(covered.map(\.path)) }
      return try proposal.commit(in: transaction)
    }
    start(from: try store.runningRevision())
    return outcome
  }

  func proposal(_ terms: CommitTerms) -> Proposal {
    Proposal(candidate: candidate, base: base, author: author, terms: terms)
  }
}

/// A candidate that is to become a revision.
struct Proposal {
  let candidate: Rollout
  let base: Revision
  let author: String
  let terms: CommitTerms

  /// The candidate put on top of what is running.
  func merged(onto running: Revision) throws -> Rollout {
    switch candidate.rebased(from: base.rollout, onto: running.rollout) {
    case .merged(let rollout):
      guard rollout != running.rollout else { throw RolloutFault.nothingChanged }
      return rollout
    case .conflict(let ours, let theirs):
      throw RolloutFault.revisionConflict(base: base.number, running: running.number, ours: ours, theirs: theirs)
    }
  }

  /// Refuses a time that is over.
  func requireTime(in transaction: Transaction) throws {
    guard let time = terms.at, time < transaction.now else { return }
    throw RolloutFault.timeInPast(time, now: transaction.now)
  }

  /// What it changes of what is running.
  func changes(in transaction: Transaction) throws -> [RolloutChange] {
    let running = try transaction.runningRevision()
    return running.rollout.changes(to: try merged(onto: running))
  }

  /// Whether the policies let it through. A scheduled commit is looked at again when its time comes.
  func judge(_ rollout: Rollout, in transaction: Transaction) throws {
    let uncertified = try transaction.uncertifiedBanks(in: rollout)
    guard uncertified.isEmpty else { throw RolloutFault.banksNotCertified(uncertified) }
  }

  /// In force at once it confirms what was waiting to be confirmed.
  func commit(in transaction: Transaction) throws -> CommitOutcome {
    try requireTime(in: transaction)
    let running = try transaction.runningRevision()
    let rollout = try merged(onto: running)
    try judge(rollout, in: transaction)
    if let time = terms.at, time > transaction.now {
      return .scheduled(
        try transaction.schedule(
          rollout, base: running.number, author: author, comment: terms.comment, effectiveAt: time,
          confirmation: terms.confirmation))
    }
    for waiting in try transaction.waitingCommits() { try transaction.confirm(waiting, by: author) }
    let revision = try transaction.append(
      rollout, author: author, comment: terms.comment, committedAt: transaction.now, effectiveAt: transaction.now)
    guard let confirmation = terms.confirmation else { return .committed(revision) }
    return .unconfirmed(revision, until: try transaction.startTimer(of: revision, confirmation).until)
  }
}
