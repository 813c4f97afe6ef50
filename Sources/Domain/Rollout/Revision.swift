/// One immutable, numbered state of the rollout (rule 8).
public struct Revision: Sendable, Equatable {
  public let number: Int
  public let rollout: Rollout
  public let author: String
  public let comment: String
  /// When its author committed it.
  public let committedAt: Moment
  /// When it took force: later than `committedAt` for a scheduled commit.
  public let effectiveAt: Moment
  /// SHA-256, hexadecimal, over the revision and its parent's hash.
  public let hash: String

  public init(
    number: Int, rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    hash: String
  ) {
    self.number = number
    self.rollout = rollout
    self.author = author
    self.comment = comment
    self.committedAt = committedAt
    self.effectiveAt = effectiveAt
    self.hash = hash
  }

  /// What the hash of a revision is taken over.
  public static func sealedText(
    number: Int, rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    parentHash: String
  ) -> String {
    JSONValue.object([
      .init("revision", JSONValue(number)), .init("parent", .string(parentHash)),
      .init("author", .string(author)), .init("comment", .string(comment)),
      .init("committedAt", .integer(committedAt.milliseconds)),
      .init("effectiveAt", .integer(effectiveAt.milliseconds)),
      .init("rollout", rollout.document),
    ]).compact
  }
}

/// A commit that takes force later, pending under a number of its own.
public struct ScheduledCommit: Sendable, Equatable {
  public let number: Int
  /// The revision the candidate was made from.
  public let base: Int
  public let rollout: Rollout
  public let author: String
  public let comment: String
  public let committedAt: Moment
  public let effectiveAt: Moment
  public let state: State

  public enum State: Sendable, Equatable {
    /// Waits for its time.
    case pending
    /// Took force as this revision.
    case applied(revision: Int)
    /// Touched what another revision had changed meanwhile; nothing of it was applied.
    case dropped(told: Told)
  }

  /// Who knows that it was dropped: its author and the next console are told.
  public enum Told: Sendable, Equatable {
    case nobody
    /// Another operator at a console.
    case another
    case author
  }

  public init(
    number: Int, base: Int, rollout: Rollout, author: String, comment: String, committedAt: Moment, effectiveAt: Moment,
    state: State
  ) {
    self.number = number
    self.base = base
    self.rollout = rollout
    self.author = author
    self.comment = comment
    self.committedAt = committedAt
    self.effectiveAt = effectiveAt
    self.state = state
  }
}
