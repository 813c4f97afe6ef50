import Text

/// A change that an operator asks for and somebody else has to approve.
public struct ApprovalRequest: Sendable, Equatable {
  public let number: Int
  public let author: String
  /// The version: from 1; each edit makes a new one, and approvals are for one version.
  public let version: Int
  /// The change that is made once it is approved.
  public let content: JSONValue
  public let comment: String
  public let madeAt: Moment
  public let state: State
  /// The operators who approved this version.
  public let approvals: [Approval]

  public struct Approval: Sendable, Equatable {
    public let by: String
    public let at: Moment

    public init(by: String, at: Moment) {
      self.by = by
      self.at = at
    }
  }

  public enum State: Sendable, Equatable {
    case open
    case done
    case rejected(by: String, reason: String)

    public var name: String {
      switch self {
      case .open: "open"
      case .done: "done"
      case .rejected: "rejected"
      }
    }
  }

  public init(
    number: Int, author: String, version: Int, content: JSONValue, comment: String, madeAt: Moment, state: State,
    approvals: [Approval]
  ) {
    self.number = number
    self.author = author
    self.version = version
    self.content = content
    self.comment = comment
    self.madeAt = madeAt
    self.state = state
    self.approvals = approvals
  }
}

/// An emergency made without approval, until somebody else has signed its review.
public struct EmergencyReview: Sendable, Equatable {
  public let number: Int
  public let revision: Int
  public let author: String
  public let reason: String
  public let madeAt: Moment
  /// The signature; nil while the review is open.
  public let signed: ApprovalRequest.Approval?

  public init(
    number: Int, revision: Int, author: String, reason: String, madeAt: Moment, signed: ApprovalRequest.Approval?
  ) {
    self.number = number
    self.revision = revision
    self.author = author
    self.reason = reason
    self.madeAt = madeAt
    self.signed = signed
  }
}
