/// What the rules ask of the operators there are: whether anything could be approved at all (rule 12).
public struct Quorum: Sendable, Equatable {
  /// How many others have to approve; 0 where nothing needs approval.
  public let approvals: Int
  /// The number of people who may approve.
  public let approvers: Int

  public init(approvals: Int, approvers: Int) {
    self.approvals = approvals
    self.approvers = approvers
  }

  /// How many approvers are missing. Whoever asks may be one of them and does not count, so one more is needed than
  /// have to approve.
  public var missing: Int { approvals == 0 ? 0 : max(0, approvals + 1 - approvers) }
}

extension Rollout {
  /// In a sandbox whoever is not registered may approve, so that nobody is ever missing.
  public func quorum(of operators: [OperatorRecord], isSandbox: Bool) -> Quorum {
    let isAsked = !isSandbox && fourEyes(isSandbox: isSandbox) != .off
    return Quorum(approvals: isAsked ? approvals : 0, approvers: operators.count { $0.role >= .approver })
  }
}
