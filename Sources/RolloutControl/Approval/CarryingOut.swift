import Domain
import Store

/// For each kind of requested change: the reasons to refuse the request, and the change once the request is approved.
extension Approvals {
  /// Throws at once if the change could not be carried out now. A candidate is judged with the rollout in force when
  /// each of its subjects was said: it conflicts as it would when committed.
  func requireSense(_ change: RequestedChange, saying intent: Intent? = nil, in transaction: Transaction) throws {
    switch change {
    case .commit(let number, let state, let terms):
      let base = try transaction.revision(number)
      let proposal = Proposal(
        intent: intent ?? state.intent(on: base.rollout), base: base, author: author, terms: terms)
      try proposal.requireTime(in: transaction)
      let running = try transaction.runningRevision()
      let rollout = try proposal.merged(onto: running, in: transaction)
      // Preconditions are overridden by whoever approves the request.
      do { _ = try proposal.judge(rollout, over: running, in: transaction) } catch PreconditionFault.approverNeeded {}
    case .endpoints(let endpoints):
      for endpoint in endpoints { try onboarding.check(endpoint: endpoint.url, endpoint.lines) }
    case .register(let endpoint, _): try onboarding.check(endpoint: endpoint.url, endpoint.lines)
    case .rotateNetworkKey: try onboarding.requireNoRotation(in: transaction)
    case .maintenance(let bank, let from, let until):
      try onboarding.requirePeriod(from: from, until: until, of: bank, in: transaction)
    case .updateRegistry(let fingerprint): try administration.requireNew(fingerprint, in: transaction)
    case .cancelCommit(let number): _ = try schedule.pendingCommit(number, in: transaction)
    case .setOperator(let name, let role): try administration.requireMeetable(withRole: role, of: name, in: transaction)
    case .removeOperator(let name): try administration.requireMeetable(withRole: nil, of: name, in: transaction)
    case .key, .rotateKey, .certify, .reanchor: break
    }
  }

  func carryOut(
    _ change: RequestedChange, of request: ApprovalRequest, in transaction: Transaction
  ) throws -> CommitOutcome? {
    let asker = request.author
    switch change {
    case .commit(let number, let state, let terms):
      let base = try transaction.revision(number)
      let proposal = Proposal(
        intent: state.intent(on: base.rollout), base: base, author: asker, terms: terms,
        approvers: request.approvals.map(\.by), request: request.number)
      let made = try transaction.foretelling({ try proposal.commit(in: transaction) }, origin: \.origin)
      foretold.ofCommits.append((made.value, made.clashes))
      return made.value
    case .endpoints(let endpoints):
      for endpoint in endpoints { try onboarding.enter(endpoint, by: asker, in: transaction) }
    case .register(let endpoint, let keys):
      try onboarding.enter(endpoint, by: asker, in: transaction)
      try onboarding.enter(keys: keys, of: endpoint.bank, by: asker, in: transaction)
    case .key(let bank, let keys): try onboarding.enter(keys: keys, of: bank, by: asker, in: transaction)
    case .rotateKey(let bank, let keys, let overlap):
      try onboarding.rotate(to: keys, of: bank, overlap: overlap, by: asker, in: transaction)
    case .rotateNetworkKey(let overlap):
      _ = try onboarding.rotateNetworkKey(overlap: overlap, by: asker, in: transaction)
    case .certify(let bank, let report): _ = try transaction.certify(bank, report, author: asker)
    case .maintenance(let bank, let from, let until):
      _ = try onboarding.announce(maintenanceOf: bank, from: from, until: until, by: asker, in: transaction)
    case .setOperator(let name, let role):
      try noting(in: transaction) { try administration.enter(operator: name, role, by: asker, in: transaction) }
    case .removeOperator(let name):
      try noting(in: transaction) { try administration.remove(operator: name, by: asker, in: transaction) }
    case .reanchor(let reason): _ = try transaction.reanchor(reason: reason, by: asker)
    case .updateRegistry(let fingerprint):
      try administration.requireNew(fingerprint, in: transaction)
      try transaction.takeInRegistry(by: asker)
    case .cancelCommit(let number):
      _ = try noting(in: transaction) { try schedule.cancel(commit: number, by: asker, in: transaction) }
    }
    return nil
  }
}
