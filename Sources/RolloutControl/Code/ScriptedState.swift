import Domain

/// What the steps of a script make of a rollout, without a session and without anything being in force.
public final class ScriptedState: ScriptInterpreter {
  /// What `discard` goes back to.
  public private(set) var committed: Rollout
  public private(set) var candidate: Rollout
  private let registry: Catalogue
  private let later: LaterCommits
  private let revision: (Int) throws -> Rollout?

  /// What becomes of a commit with a time of its own.
  public enum LaterCommits: Sendable {
    /// It is not there yet for the steps that follow.
    case waiting
    /// It counts as in force, as in a script that stands for a whole state.
    case inForce
  }

  /// `revision` gives what a revision was; nil for one that cannot be known here, to which nothing goes back.
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

  /// One that goes on from here by itself.
  public var copy: ScriptedState {
    ScriptedState(committed: committed, candidate: candidate, over: registry, later: later, revision: revision)
  }

  /// Throws `RegistryConflict` where the registry would contradict itself.
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
