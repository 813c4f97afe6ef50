import Domain
import RolloutControl
import Text

/// A file as its steps: editing commands, loaded files, and commits.
enum ScriptSteps {
  /// The steps, after all of the file was read and checked. Throws a `Diagnostic`.
  static func steps(of file: Word, _ binder: Binder, _ variables: Variables) throws -> [ScriptedStep] {
    let variables = variables.copy
    let lines = LineReader(
      file: SourceName.file(ScriptFile.path(of: file)), bytes: try binder.files.bytes(of: file))
    var script = BoundScript(lines, binder, variables)
    var steps: [ScriptedStep] = []
    while let command = try script.next() {
      if let load = command.command as? Load {
        steps += try (command.loaded ?? LoadedFile.commands(of: load.path, binder: binder, variables))
          .compactMap(\.step)
      } else if let step = command.step {
        steps.append(step)
      } else if !(command.command is any IdleCommand) {
        throw Diagnostic(SyntaxFault.notPlannable(command.name), at: command.place)
      }
    }
    return steps
  }
}

extension CommandContext {
  /// The steps of a file on top of a state.
  func steps(of file: Word, from state: Rollout) throws -> [ScriptedStep] {
    try ScriptSteps.steps(of: file, binder(from: state), variables)
  }
}
