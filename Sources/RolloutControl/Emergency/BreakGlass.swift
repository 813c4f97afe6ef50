import Domain
import Store

/// The way back where those who would have to approve are not there: a request takes force after a delay without them,
/// unless somebody rejects it. Everybody is told, and a review is left open afterwards.
extension Emergencies {
  /// Breaks the glass of a request. Without one, of a new request that lowers the approvals asked for to what the
  /// approvers there are can give: for rules that cannot be met any more. The session has foretold what it costs the schedule if nobody
  /// rejects it.
  public func breakGlass(_ number: Int?, reason: String) throws -> (request: ApprovalRequest, glass: BrokenGlass) {
    try write(as: .approver) { transaction in
      try transaction.applyDue()
      let request =
        try number.map { try approvals.openRequest($0, in: transaction) } ?? requestMeetableRules(in: transaction)
      let number = request.number
      guard try transaction.isAsEntered(request), let change = RequestedChange(json: request.content) else {
        throw OperatorFault.requestAltered(number)
      }
      guard change.isForGlass else { throw OperatorFault.notForGlass(number) }
      if let glass = try transaction.brokenGlass(of: number), glass.state == .waiting {
        throw OperatorFault.glassBroken(number, dueAt: glass.dueAt)
      }
      try approvals.requireSense(change, in: transaction)
      return (request, try noting(in: transaction) { try transaction.breakGlass(request, by: author, reason: reason) })
    }
  }

  /// All that was ever broken, oldest first; of a database that is not to be trusted as it stands there.
  public func brokenGlass() throws -> [BrokenGlass] {
    do { try store.applyDue() } catch let fault as StoreFault where fault.isAboutTrust {
      return try store.readRegardless { try $0.allBrokenGlass() }
    }
    return try store.read { try $0.allBrokenGlass() }
  }

  private func requestMeetableRules(in transaction: Transaction) throws -> ApprovalRequest {
    let running = try transaction.lastAppliedRevision()
    let quorum = running.rollout.quorum(of: try transaction.operators(), isSandbox: store.isSandbox)
    let approvals = max(1, quorum.approvers - 1)
    guard quorum.missing > 0, approvals < quorum.approvals else { throw OperatorFault.nothingToBreak }
    var rollout = running.rollout
    rollout.set(policy: Policy.approvals.name, to: String(approvals))
    let comment = "审批人不足 too few approvers"
    return try transaction.insertRequest(
      RequestedChange.commit(
        base: running.number, RequestedState(rollout: rollout, restated: .none), CommitTerms(comment: comment)
      ).json, author: author, comment: comment)
  }
}

extension RequestedChange {
  /// What opens the way back, and nothing by which identities could be led elsewhere.
  fileprivate var isForGlass: Bool {
    switch self {
    case .commit(_, _, let terms): terms.at == nil
    case .setOperator, .removeOperator: true
    case .endpoints, .register, .key, .rotateKey, .rotateNetworkKey, .certify, .maintenance, .cancelCommit, .reanchor,
      .updateRegistry:
      false
    }
  }
}
