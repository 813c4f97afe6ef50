/// A request that takes force at its time without the approvals it lacks, unless somebody rejects it before: the way
/// back if those who would have to approve are not there (rule 12).
public struct BrokenGlass: Sendable, Equatable {
  public let number: Int
  public let request: Int
  /// The version of the request. Editing the request ends the wait.
  public let version: Int
  /// The approver who broke the glass.
  public let author: String
  public let reason: String
  public let madeAt: Moment
  /// The moment from which on the change is in force.
  public let dueAt: Moment
  public let state: State

  public enum State: Sendable, Equatable {
    case waiting
    /// The change took force; this review of it waits for somebody else.
    case done(review: Int)
    /// The change could not take force; the request stays open.
    case dropped(ScheduledCommit.DropReason)
    /// The request was carried out with all its approvals, rejected or edited before.
    case withdrawn

    public var name: String {
      switch self {
      case .waiting: "waiting"
      case .done: "done"
      case .dropped: "dropped"
      case .withdrawn: "withdrawn"
      }
    }
  }

  /// The change that the request makes.
  public enum Change: Sendable, Equatable {
    case commit(Intent, CommitTerms, Warrant)
    /// An appointment of an operator to a role; nil removes the operator.
    case appointment(String, OperatorRole?, by: String)
  }

  /// The time in which everybody can object.
  public static let delay = Span.hours(24)

  public init(
    number: Int, request: Int, version: Int, author: String, reason: String, madeAt: Moment, dueAt: Moment,
    state: State
  ) {
    self.number = number
    self.request = request
    self.version = version
    self.author = author
    self.reason = reason
    self.madeAt = madeAt
    self.dueAt = dueAt
    self.state = state
  }
}
