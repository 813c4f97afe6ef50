import Domain

/// Does what a script says about the rollout, one step after the other.
///
/// The one place that knows what a step does. The console, `load` and `apply` have an `OperatorSession` do the steps;
/// `plan`, `show drift`, `export` and `--check` a `ScriptedState`, which nobody else sees.
public protocol ScriptInterpreter: AnyObject {
  /// Says whether it changed anything.
  func edit(_ edit: RolloutEdit) throws -> Bool
  /// Back to the last state that was committed.
  func discard() throws
  /// All that a revision was.
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
