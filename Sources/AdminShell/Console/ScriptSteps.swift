import RolloutControl

/// A file as the steps it takes: editing commands, what it loads, and commits.
enum ScriptSteps {
  /// All of the file is read and checked before anything is done. Throws a `Diagnostic`.
  static func steps(
    of file: Word, _ binder: Binder, _ variables: Variables
  ) throws -> [(step: ScriptedStep, place: Place)] {
    let variables = variables.copy
    let lines = LineReader(
      file: ScriptSource.name(ofFile: ScriptFile.path(of: file)), bytes: try ScriptFile.bytes(of: file))
    var script = BoundScript(lines, binder, variables)
    var steps: [(ScriptedStep, Place)] = []
    while let command = try script.next() {
      switch command.action {
      case .load(let inner):
        steps += try (command.loaded ?? LoadedFile.commands(of: inner, binder: binder, variables)).map {
          try ($0.step(), $0.place)
        }
      case .check, .define, .begin, .end: break
      default: steps.append((try command.step(), command.place))
      }
    }
    return steps
  }
}

extension BoundCommand {
  fileprivate func step() throws -> ScriptedStep {
    switch action {
    case .edit(let edit): .edit(edit)
    case .discard: .discard
    case .rollback(let number): .rollback(number)
    case .commit(let terms): .commit(terms)
    default: throw Diagnostic(SyntaxFault.notPlannable(name), at: place)
    }
  }
}
