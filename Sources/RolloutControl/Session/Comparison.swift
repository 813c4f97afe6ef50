import Domain

/// What differs between two states of the rollout.
public struct Comparison: Sendable, Equatable {
  public let from: Reference
  public let to: Reference
  public let changes: [RolloutChange]

  public enum Reference: Sendable, Equatable {
    case revision(Int)
    case candidate
    /// What a request would make of what is running.
    case request(Int)
    /// What a scheduled commit would change.
    case scheduled(Int)
    /// What a script would make of the running revision.
    case plan
    /// The state that a script stands for.
    case file(String)
  }
}

extension OperatorSession {
  /// Running to candidate, a revision to the candidate, or a revision to another.
  public func compare(from: Int?, to: Int?) throws -> Comparison {
    let running = try running()
    let start = try from.map { try history.revision($0) } ?? running
    let end = try to.map { try history.revision($0).rollout } ?? candidate
    return Comparison(
      from: .revision(start.number), to: to.map { .revision($0) } ?? .candidate,
      changes: start.rollout.changes(to: end))
  }
}
