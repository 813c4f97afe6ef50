import Text

/// The reason for which a change cannot take force by itself.
public enum Impediment: Sendable, Equatable {
  case registryConflict(RegistryConflict)
  case uncertified([BankCode])
  case authorNotPermitted(String)
  /// Too few operators who may approve have approved these kinds of changes.
  case approvalRequired([String])
  /// These reviews are not signed.
  case reviewOpen([Int])
  case rulesUnmeetable(Quorum)
  case preconditionsUnmet([UnmetPrecondition])
  case overrideNeedsApprover([UnmetPrecondition])

  /// The reason that is noted with a commit dropped for the impediment.
  public var reason: ScheduledCommit.DropReason {
    switch self {
    case .registryConflict: .registryConflict
    case .uncertified: .bankNotCertified
    case .authorNotPermitted: .authorNotPermitted
    case .approvalRequired: .approvalRequired
    case .reviewOpen: .reviewOpen
    case .rulesUnmeetable: .rulesUnmeetable
    case .preconditionsUnmet: .preconditionsUnmet
    case .overrideNeedsApprover: .overrideNeedsApprover
    }
  }

  /// The facts for the audit.
  public var facts: [JSONValue.Member] {
    switch self {
    case .registryConflict(let conflict): conflict.facts
    case .uncertified(let banks): [.init("banks", JSONValue(banks.map(\.text)))]
    case .authorNotPermitted(let author): [.init("author", .string(author))]
    case .approvalRequired(let paths): [.init("paths", JSONValue(paths))]
    case .reviewOpen(let reviews): [.init("reviews", .array(reviews.map { JSONValue($0) }))]
    case .rulesUnmeetable(let quorum):
      [.init("approvals", JSONValue(quorum.approvals)), .init("approvers", JSONValue(quorum.approvers))]
    case .preconditionsUnmet(let unmet), .overrideNeedsApprover(let unmet):
      [.init("unmet", .array(unmet.map(\.json)))]
    }
  }
}
