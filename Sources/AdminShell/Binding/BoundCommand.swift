import RolloutControl

/// A command with what its names stand for, and its place.
struct BoundCommand: Sendable, Equatable {
  let command: any ConsoleCommand
  let name: String
  let place: Place
  var stages: [Stage] = []
  /// Of a `load` that was read ahead: what it does. Nil where that is found out when it is done.
  var loaded: [BoundCommand]?

  /// Whether the candidate can be put back after it.
  var canBeTakenBack: Bool { type(of: command).canBeTakenBack }

  /// What it does to the rollout; nil for what is no step of a script.
  var step: ScriptedStep? { (command as? any StepCommand)?.step }

  static func == (one: BoundCommand, other: BoundCommand) -> Bool {
    one.command.isEqual(to: other.command) && one.place == other.place && one.stages == other.stages
  }
}

extension ConsoleCommand {
  fileprivate func isEqual(to other: any ConsoleCommand) -> Bool { other as? Self == self }
}
