import Domain

/// The rollout that the steps of a script make, without a session and without anything in force.
public final class ScriptedState: ScriptInterpreter {
  /// The state that `discard` goes back to.
  public private(set) var committed: Rollout
  public private(set) var candidate: Rollout
  private let registry: Catalogue
  private let later: LaterCommits
  private let revision: (Int) throws -> Rollout?

  /// The effect of a scheduled commit on the steps that follow.
  public enum LaterCommits: Sendable {
    /// The commit has no effect yet.
    case waiting
    /// The commit counts as in force, as in a script that stands for a whole state.
    case inForce
  }

  /// `revision` gives the rollout of a revision; nil for one that is not known here, which cannot be rolled back to.
  public init(
    committed: Rollout, candidate: Rollout? = nil, over registry: Catalogue, later: LaterCommits = .waiting,
    revision: @escaping (Int) throws -> Rollout?
  ) {
    self.committed = committed
    self.candidate = candidate ?? committed
    self.registry = registry
    self.later = later
    self.revision = revision
  }

  /// A copy that goes on from here by itself.
  public var copy: ScriptedState {
    ScriptedState(committed: committed, candidate: candidate, over: registry, later: later, revision: revision)
  }

  /// Throws `RegistryConflict` if the registry would contradict itself.
  public func edit(_ edit: RolloutEdit) throws -> Bool {
    let before = candidate
    try candidate.apply(edit, over: registry)
    return candidate != before
  }

  public func discard() { candidate = committed }

  public func rollback(to number: Int) throws { candidate = try revision(number) ?? candidate }

  public func take(_ commit: CommitTerms) {
    if commit.at == nil || later == .inForce { committed = candidate } else { candidate = committed }
  }
}
