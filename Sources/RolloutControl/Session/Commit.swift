import Domain
import Store

/// The outcome of a commit.
public enum CommitOutcome: Sendable, Equatable {
  case committed(Revision)
  /// The commit is in force, and undone at that time unless somebody confirms it.
  case unconfirmed(Revision, until: Moment)
  case scheduled(ScheduledCommit)
}

extension OperatorSession {
  /// The changes that a commit would make, checked like a commit. Changes nothing.
  public func check() throws -> [RolloutChange] {
    let running = try store.runningRevision()
    let rollout = try merged(onto: running)
    try rollout.requireConsistent(over: store.registry)
    try store.read { transaction in
      try transaction.requireCertified(rollout)
      try transaction.requireMeetable(rollout, over: running.rollout)
    }
    return running.rollout.changes(to: rollout)
  }

  /// Makes the candidate a revision, at once or at a time to come, in one transaction with its audit record. Throws if
  /// somebody else has to approve changes of it, or the drop of approved commits: these need `request`.
  public func commit(_ terms: CommitTerms) throws -> CommitOutcome {
    let proposal = proposal(terms)
    let made = try write { transaction in
      try proposal.requireTime(in: transaction)
      let running = try transaction.runningRevision().rollout
      try proposal.requireNoApproval(
        of: try proposal.changes(in: transaction), over: running, isSandbox: store.isSandbox)
      let made = try transaction.foretelling({ try proposal.commit(in: transaction) }, origin: \.origin)
      try transaction.requireNoApproval(ofDropping: made.doomed)
      return made
    }
    foretold.ofCommits.append((made.value, made.clashes))
    startAfresh(after: made.value)
    return made.value
  }

  /// The outcome of a commit that was made before, under a call that is asked for again, by its audit records; nil if
  /// they are of no commit. The candidate begins afresh, as it did then.
  public func outcome(by records: [AuditRecord]) throws -> CommitOutcome? {
    guard let record = records.last(where: { ["commit", "schedule"].contains($0.action) }),
      let number = record.object.split(separator: " ").last.flatMap({ Int($0) })
    else { return nil }
    let outcome: CommitOutcome?
    if record.action == "commit" {
      let revision = try history.revision(number)
      let until = try schedule.waitingCommits().first { $0.revision == number }?.until
      outcome = until.map { .unconfirmed(revision, until: $0) } ?? .committed(revision)
    } else {
      outcome = try schedule.scheduled().first { $0.number == number }.map { .scheduled($0) }
    }
    if let outcome { startAfresh(after: outcome) }
    return outcome
  }

  /// The revisions that the commit of this outcome confirmed.
  public func confirmed(by outcome: CommitOutcome) throws -> [Int] {
    switch outcome {
    case .committed(let revision), .unconfirmed(let revision, _):
      try store.read { try $0.confirmed(by: revision.number) }
    case .scheduled: []
    }
  }

  func merged(onto running: Revision) throws -> Rollout { try proposal(CommitTerms()).merged(onto: running) }

  func rebased(onto running: Revision) throws -> Rollout { try proposal(CommitTerms()).rebased(onto: running) }

  func proposal(_ terms: CommitTerms) -> Proposal {
    Proposal(intent: intent, base: base, author: author, terms: terms)
  }
}
