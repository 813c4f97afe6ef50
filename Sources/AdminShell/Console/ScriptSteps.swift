import Domain
import RolloutControl

/// A file as the steps it takes: editing commands, what it loads, and commits.
enum ScriptSteps {
  /// All of the file is read and checked before anything is done. Throws a `Diagnostic`.
  static func steps(of file: Word, _ binder: Binder) throws -> [(step: ScriptedStep, place: Place)] {
    var reader = ScriptReader(
      file: ScriptSource.name(ofFile: ScriptFile.path(of: file)), bytes: try ScriptFile.bytes(of: file))
    var steps: [(ScriptedStep, Place)] = []
    while let parsed = try reader.next() {
      let command = try binder.bind(parsed)
      if case .load(let inner) = command.action {
        steps += try LoadedFile.commands(of: inner, binder: binder).map { try ($0.step(), $0.place) }
      } else if command.action != .check {
        steps.append((try command.step(), command.place))
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
