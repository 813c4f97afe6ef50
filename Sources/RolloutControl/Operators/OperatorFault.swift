import Domain
import Text

/// A reason for which an operator may not make a change, or not alone.
public enum OperatorFault: Fault, Equatable {
  case notAnOperator(String)
  case notPermitted(String, role: OperatorRole, needs: OperatorRole)
  case unknownOperator(String)
  case lastAdministrator(String)
  /// Somebody else has to approve these changes first.
  case approvalRequired([String])
  /// The change would have these approved commits dropped: somebody else has to approve that, too.
  case dropsApproved([Int], paths: [String])
  case unknownRequest(Int)
  case requestClosed(Int, ApprovalRequest.State)
  /// The request was edited since the operator looked at it; with the differences, if they are known.
  case requestChanged(Int, seen: Int, now: Int, differences: [RequestDifference] = [])
  /// The request was edited before anybody looked at it in this session, so that the intended version is not known.
  case requestNotShown(Int, version: Int)
  case ownRequest(Int)
  case foreignRequest(Int, author: String)
  case alreadyApproved(Int)
  case requestAltered(Int)
  /// The author of the request is no operator any more.
  case authorNotPermitted(Int, author: String)
  case unknownReview(Int)
  case reviewSigned(Int, by: String)
  case ownReview(Int)
  case nothingToConfirm
  case notWaiting(Int)
  case notPending(Int)
  /// The request is about another registry than the one that this program has read.
  case otherRegistry
  case registryUnchanged
  /// The edit neither closes nor stops anything, so it cannot go as an emergency.
  case nothingToStop
  /// The glass of the request is broken already: it takes force at that time.
  case glassBroken(Int, dueAt: Moment)
  /// The request waits for a time of its own, or is neither a commit nor about an operator.
  case notForGlass(Int)
  /// The present operators can meet the rules.
  case nothingToBreak
  /// Fewer operators could approve than would have to.
  case rulesUnmeetable(Quorum)
  /// The commit would open subjects again that unreviewed emergencies closed, and does not name their reviews.
  case reviewOpen([Reopening])

  public var code: String {
    switch self {
    case .notAnOperator: "not_an_operator"
    case .notPermitted: "not_permitted"
    case .unknownOperator: "unknown_operator"
    case .lastAdministrator: "last_administrator"
    case .approvalRequired, .dropsApproved: "approval_required"
    case .unknownRequest: "unknown_request"
    case .requestClosed: "request_closed"
    case .requestChanged: "request_changed"
    case .requestNotShown: "request_not_shown"
    case .ownRequest: "own_request"
    case .foreignRequest: "foreign_request"
    case .alreadyApproved: "already_approved"
    case .requestAltered: "request_altered"
    case .authorNotPermitted: "author_not_permitted"
    case .unknownReview: "unknown_review"
    case .reviewSigned: "review_signed"
    case .ownReview: "own_review"
    case .nothingToConfirm, .notWaiting: "nothing_to_confirm"
    case .notPending: "not_pending"
    case .otherRegistry: "registry_changed"
    case .nothingToStop, .registryUnchanged: "nothing_changed"
    case .glassBroken: "glass_broken"
    case .notForGlass: "not_for_break_glass"
    case .nothingToBreak: "nothing_to_break"
    case .rulesUnmeetable: "rules_unmeetable"
    case .reviewOpen: "review_open"
    }
  }

  public var kind: FaultKind { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .notAnOperator(let name), .unknownOperator(let name), .lastAdministrator(let name):
      [.init("operator", .string(name))]
    case .notPermitted(let name, let role, let needs):
      [
        .init("operator", .string(name)), .init("role", .string(role.rawValue)),
        .init("needs", .string(needs.rawValue)),
      ]
    case .approvalRequired(let paths): [.init("paths", JSONValue(paths))]
    case .dropsApproved(let numbers, let paths):
      [.init("paths", JSONValue(paths)), .init("scheduled", .array(numbers.map { JSONValue($0) }))]
    case .unknownRequest(let number), .ownRequest(let number), .alreadyApproved(let number),
      .requestAltered(let number):
      [.init("request", JSONValue(number))]
    case .requestClosed(let number, let state):
      [.init("request", JSONValue(number)), .init("state", .string(state.name))]
    case .requestChanged(let number, let seen, let now, let differences):
      [
        .init("request", JSONValue(number)), .init("seen", JSONValue(seen)), .init("version", JSONValue(now)),
        .init("differences", .array(differences.map(\.json))),
      ]
    case .requestNotShown(let number, let version):
      [.init("request", JSONValue(number)), .init("version", JSONValue(version))]
    case .foreignRequest(let number, let author), .authorNotPermitted(let number, let author):
      [.init("request", JSONValue(number)), .init("author", .string(author))]
    case .unknownReview(let number), .ownReview(let number): [.init("review", JSONValue(number))]
    case .reviewSigned(let number, let name): [.init("review", JSONValue(number)), .init("signedBy", .string(name))]
    case .notWaiting(let number): [.init("revision", JSONValue(number))]
    case .notPending(let number): [.init("scheduled", JSONValue(number))]
    case .rulesUnmeetable(let quorum):
      [.init("approvals", JSONValue(quorum.approvals)), .init("approvers", JSONValue(quorum.approvers))]
    case .reviewOpen(let reopenings): [.init("reviews", .array(reopenings.map(\.json)))]
    case .glassBroken(let number, let dueAt):
      [.init("request", JSONValue(number)), .init("effectiveAt", JSONValue(dueAt))]
    case .notForGlass(let number): [.init("request", JSONValue(number))]
    case .nothingToConfirm, .nothingToStop, .nothingToBreak, .registryUnchanged: []
    case .otherRegistry: [.init("of", "request")]
    }
  }
}
