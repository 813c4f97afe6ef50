import Domain

/// The differences between two states of the rollout.
public struct Comparison: Sendable, Equatable {
  public let from: Reference
  public let to: Reference
  public let changes: [RolloutChange]

  public enum Reference: Sendable, Equatable {
    case revision(Int)
    case candidate
    /// The running rollout with the changes of a request.
    case request(Int)
    /// The running rollout with the changes of a scheduled commit.
    case scheduled(Int)
    /// The running rollout with the changes of a script.
    case plan
    /// The state that a script stands for.
    case file(String)
  }
}

extension OperatorSession {
  /// The differences from the running rollout to the candidate, from a revision to the candidate, or between revisions.
  public func compare(from: Int?, to: Int?) throws -> Comparison {
    let running = try running()
    let start = try from.map { try history.revision($0) } ?? running
    let end = try to.map { try history.revision($0).rollout } ?? candidate
    return Comparison(
      from: .revision(start.number), to: to.map { .revision($0) } ?? .candidate,
      changes: start.rollout.changes(to: end))
  }
}
