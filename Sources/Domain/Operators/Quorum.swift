/// The number of approvers that the rules need beside the number registered: whether anything could be approved at all
/// (rule 12).
public struct Quorum: Sendable, Equatable {
  /// The number of others who have to approve; 0 if nothing needs approval.
  public let approvals: Int
  /// The number of people who may approve.
  public let approvers: Int

  public init(approvals: Int, approvers: Int) {
    self.approvals = approvals
    self.approvers = approvers
  }

  /// The number of approvers that are missing. The author of a request may be one of them and does not count, so the
  /// rules need one more than have to approve.
  public var missing: Int { approvals == 0 ? 0 : max(0, approvals + 1 - approvers) }
}

extension Rollout {
  /// The quorum of these operators. In a sandbox everybody who is not registered may approve, so that nobody is ever
  /// missing.
  public func quorum(of operators: [OperatorRecord], isSandbox: Bool) -> Quorum {
    let isAsked = !isSandbox && fourEyes(isSandbox: isSandbox) != .off
    return Quorum(approvals: isAsked ? approvals : 0, approvers: operators.count { $0.role >= .approver })
  }
}
