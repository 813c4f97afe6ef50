import Domain
import Store

/// Breaking glass, the way back if those who would have to approve are not there: a request takes force after a delay
/// without them, unless somebody rejects it. Everybody is told, and a review stays open afterwards.
extension Emergencies {
  /// Breaks the glass of a request. Without one, of a new request that lowers the needed approvals to the number that
  /// the present approvers can give: for rules that cannot be met any more. The session has foretold its effect on the
  /// schedule if nobody rejects it.
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
    let comment = StoredWords.tooFewApprovers.text()
    return try transaction.insertRequest(
      RequestedChange.commit(
        base: running.number, RequestedState(rollout: rollout, restated: .none), CommitTerms(comment: comment)
      ).json, author: author, comment: comment)
  }
}

extension RequestedChange {
  /// Whether the change is one of the way back, and none by which identities could be led elsewhere.
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
