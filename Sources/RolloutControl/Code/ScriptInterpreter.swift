import Domain

/// The interpreter of a script's steps about the rollout, one after the other.
///
/// The one place that defines what a step does. The console, `load` and `apply` have an `OperatorSession` do the steps;
/// `plan`, `show drift`, `export` and `--check` a `ScriptedState`, which nobody else sees.
public protocol ScriptInterpreter: AnyObject {
  /// Applies an edit, and gives whether it changed anything.
  func edit(_ edit: RolloutEdit) throws -> Bool
  /// Goes back to the last committed state.
  func discard() throws
  /// Takes the whole rollout of a revision.
  func rollback(to number: Int) throws
  func take(_ commit: CommitTerms) throws
}

extension ScriptInterpreter {
  public func perform(_ step: ScriptedStep) throws {
    switch step {
    case .edit(let edit): _ = try self.edit(edit)
    case .discard: try discard()
    case .rollback(let number): try rollback(to: number)
    case .commit(let terms): try take(terms)
    }
  }

  public func perform(_ steps: [ScriptedStep]) throws {
    for step in steps { try perform(step) }
  }
}

extension OperatorSession: ScriptInterpreter {
  public func take(_ commit: CommitTerms) throws { _ = try self.commit(commit) }
}
