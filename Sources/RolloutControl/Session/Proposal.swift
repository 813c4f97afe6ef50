import Domain
import Store
import Text

/// A candidate that is to become a revision. Everything is judged in the transaction of the commit.
struct Proposal {
  let intent: Intent
  let base: Revision
  let author: String
  let terms: CommitTerms
  /// The operators who approved the proposal.
  var approvers: [String] = []
  /// The number of missing approvals that count as given.
  var expectedApprovals = 0
  /// The request that was approved; nil if there is none.
  var request: Int?

  /// The candidate put on top of the running revision; throws if it changes nothing.
  func merged(onto running: Revision) throws -> Rollout {
    let rollout = try rebased(onto: running)
    guard rollout != running.rollout else { throw RolloutFault.nothingChanged }
    return rollout
  }

  /// The same as it is committed: a scheduled commit may also change subjects that its author's own steps change until
  /// then.
  func merged(onto running: Revision, in transaction: Transaction) throws -> Rollout {
    try changesOfSteps(in: transaction).isEmpty ? merged(onto: running) : rebased(onto: running)
  }

  /// The changes of subjects that its author's own steps change until its time; empty if it takes force at once.
  private func changesOfSteps(in transaction: Transaction) throws -> [RolloutChange] {
    guard let time = terms.at, time > transaction.now else { return [] }
    let running = try transaction.lastAppliedRevision().rollout
    return try transaction.standing(intent.entered(on: running), by: author, at: time).changes
  }

  func rebased(onto running: Revision) throws -> Rollout {
    switch intent.rebased(onto: running.rollout) {
    case .merged(let rollout): return rollout
    case .conflict(let ours, let theirs):
      throw RolloutFault.revisionConflict(base: base.number, running: running.number, ours: ours, theirs: theirs)
    }
  }

  /// The changes of the rollout that is running, or will be by its time.
  func changes(in transaction: Transaction) throws -> [RolloutChange] {
    let running = try transaction.runningRevision()
    let now = running.rollout.changes(to: try merged(onto: running, in: transaction))
    return now + (try changesOfSteps(in: transaction).filter { later in !now.contains { $0.subject == later.subject } })
  }

  /// Throws if its time is over.
  func requireTime(in transaction: Transaction) throws {
    guard let time = terms.at, time < transaction.now else { return }
    throw RolloutFault.timeInPast(time, now: transaction.now)
  }

  /// Throws if somebody else has to approve a change, by the policy in force before it.
  func requireNoApproval(of changes: [RolloutChange], over running: Rollout, isSandbox: Bool) throws(OperatorFault) {
    let covered = running.fourEyes(isSandbox: isSandbox).covered(changes)
    guard covered.isEmpty else { throw .approvalRequired(covered.map(\.path)) }
  }

  /// Makes the commit. One in force at once confirms the unconfirmed commits.
  func commit(in transaction: Transaction) throws -> CommitOutcome {
    try requireTime(in: transaction)
    let running = try transaction.runningRevision()
    let rollout = try merged(onto: running, in: transaction)
    let overridden = try judge(rollout, over: running, in: transaction)
    if let time = terms.at, time > transaction.now {
      let commit = try transaction.schedule(
        rollout, base: running.number, author: author, comment: terms.comment, effectiveAt: time,
        confirmation: terms.confirmation, restating: intent.restated(on: running.rollout), request: request,
        reopening: terms.reopening)
      try audit(overridden, object: "scheduled \(commit.number)", in: transaction)
      return .scheduled(commit)
    }
    let waiting = try transaction.waitingCommits()
    for commit in waiting { try transaction.confirm(commit, by: author) }
    let revision = try transaction.append(
      rollout, author: author, comment: terms.comment, committedAt: transaction.now, effectiveAt: transaction.now,
      detail: detail(confirming: waiting))
    try audit(overridden, object: "revision \(revision.number)", in: transaction)
    guard let confirmation = terms.confirmation else { return .committed(revision) }
    return .unconfirmed(revision, until: try transaction.startTimer(of: revision, confirmation).until)
  }

  /// The effect on the schedule if the commit were made now. Changes nothing.
  func rehearse(_ rollout: Rollout, over running: Revision, in transaction: Transaction) throws -> Foretold<Void> {
    let before = try transaction.foretelling()
    guard let time = terms.at, time > transaction.now else {
      let after = try transaction.foretelling(with: rollout, by: author, terms.confirmation)
      return try transaction.foretold((), before, after, of: .revision(running.number + 1))
    }
    let commit = ScheduledCommit(
      number: (try transaction.scheduledCommits().last?.number ?? 0) + 1, base: running.number, rollout: rollout,
      author: author, comment: terms.comment, committedAt: transaction.now, effectiveAt: time,
      confirmation: terms.confirmation, restated: intent.restated(on: running.rollout), state: .pending)
    let after = try transaction.foretelling(
      scheduling: commit, commit.intent(on: running.rollout), try warrant(rollout, over: running, in: transaction))
    return try transaction.foretold((), before, after, of: .scheduled(commit.number), added: commit)
  }

  /// The warrant of the commit at its time.
  private func warrant(_ rollout: Rollout, over running: Revision, in transaction: Transaction) throws -> Warrant {
    let override = try terms.override.map { reason in
      let unmet = try transaction.unmetPreconditions(
        from: running.rollout, to: rollout, at: terms.at ?? transaction.now)
      return Warrant.Override(reason: reason, subjects: unmet.map(\.subject))
    }
    return Warrant(
      author: author, approvers: approvers, expectedApprovals: expectedApprovals, reopening: terms.reopening,
      override: override)
  }

  /// The members of its record in the chain beside its content, if there are any.
  private func detail(confirming waiting: [UnconfirmedCommit]) -> [JSONValue.Member] {
    let numbers = { (key: String, numbers: [Int]) -> [JSONValue.Member] in
      numbers.isEmpty ? [] : [.init(key, .array(numbers.map { JSONValue($0) }))]
    }
    return numbers("confirms", waiting.map(\.revision)) + numbers("reopening", terms.reopening)
      + (request.map { [.init("request", JSONValue($0))] } ?? [])
  }

  private func audit(_ overridden: [UnmetPrecondition], object: String, in transaction: Transaction) throws {
    try transaction.auditOverride(of: overridden, reason: terms.override ?? "", by: author, object: object)
  }
}

/// The demands of the policies.
extension Proposal {
  /// Throws unless the policies are met; gives the overridden preconditions, for the audit. A scheduled commit is
  /// judged again at its time.
  func judge(
    _ rollout: Rollout, over running: Revision, in transaction: Transaction
  ) throws -> [UnmetPrecondition] {
    try rollout.requireConsistent(over: transaction.store.registry)
    try transaction.requireCertified(rollout)
    try transaction.requireMeetable(rollout, over: running.rollout)
    try requireReopeningSaid(by: rollout, over: running.rollout, in: transaction)
    try judgeLosses(rollout, over: running, in: transaction)
    return try judgePreconditions(rollout, over: running, in: transaction)
  }

  /// Throws if the commit opens a subject again that an unreviewed emergency closed, and does not name the review.
  func requireReopeningSaid(by rollout: Rollout, over running: Rollout, in transaction: Transaction) throws {
    let unsaid = try transaction.reopened(by: rollout, over: running).filter {
      !terms.reopening.contains($0.review.number)
    }
    guard unsaid.isEmpty else { throw OperatorFault.reviewOpen(unsaid) }
  }

  func judgePreconditions(
    _ rollout: Rollout, over running: Revision, in transaction: Transaction
  ) throws -> [UnmetPrecondition] {
    let unmet = try transaction.unmetPreconditions(
      from: running.rollout, to: rollout, at: terms.at ?? transaction.now)
    guard !unmet.isEmpty else { return [] }
    guard terms.override != nil else { throw PreconditionFault.unmet(unmet) }
    guard try mayOverride(in: transaction) else { throw PreconditionFault.approverNeeded(unmet) }
    return unmet
  }

  /// Whether preconditions may be overridden: the author, or an operator who approved, is an approver.
  private func mayOverride(in transaction: Transaction) throws -> Bool {
    try ([author] + approvers).contains { try transaction.isApprover($0) }
  }

  /// Throws unless the named number of people is right, whatever the policy is. Losses are not counted again when a
  /// scheduled commit takes force.
  func judgeLosses(_ rollout: Rollout, over running: Revision, in transaction: Transaction) throws {
    guard terms.expectedLoss != nil || transaction.asksForLosses(rollout, over: running.rollout) else { return }
    let lost = try transaction.impact(of: rollout, over: running).lost
    if let expected = terms.expectedLoss {
      guard lost <= expected else { throw LossFault.exceedExpected(lost: lost, expected: expected) }
    } else if lost > 0 {
      throw LossFault.notExpected(lost: lost)
    }
  }
}

extension Transaction {
  /// Throws if the present operators could not meet the rules.
  func requireMeetable(_ rollout: Rollout, over running: Rollout) throws {
    if let shortage = try shortage(of: rollout, over: running) { throw OperatorFault.rulesUnmeetable(shortage) }
  }

  func requireCertified(_ rollout: Rollout) throws {
    let uncertified = try uncertifiedBanks(in: rollout)
    guard uncertified.isEmpty else { throw RolloutFault.banksNotCertified(uncertified) }
  }

  /// Whether the revision in force or the candidate asks for losses, so that no commit switches the policy off for
  /// itself.
  func asksForLosses(_ rollout: Rollout, over running: Rollout) -> Bool {
    [running, rollout].contains { $0.confirmsLosses(isSandbox: store.isSandbox) }
  }
}
