/// A request that takes force without the approvals it lacks when its time comes, unless somebody rejects it before: the
/// way back where those who would have to approve are not there (rule 12).
public struct BrokenGlass: Sendable, Equatable {
  public let number: Int
  public let request: Int
  /// Editing the request ends it.
  public let version: Int
  /// The approver who broke it.
  public let author: String
  public let reason: String
  public let madeAt: Moment
  /// From this moment on it is in force.
  public let dueAt: Moment
  public let state: State

  public enum State: Sendable, Equatable {
    case waiting
    /// Took force; this review of it waits for somebody else.
    case done(review: Int)
    /// Could not take force; the request stays open.
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

  /// What its request brings about.
  public enum Change: Sendable, Equatable {
    case commit(Intent, CommitTerms, Warrant)
    /// Nil: removed.
    case appointment(String, OperatorRole?, by: String)
  }

  /// How long everybody has to object.
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
