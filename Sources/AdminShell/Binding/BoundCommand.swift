import RolloutControl

/// A command with codes in place of names, and its place.
struct BoundCommand: Sendable, Equatable {
  let command: any ConsoleCommand
  let name: String
  let place: Place
  var stages: [Stage] = []
  /// The commands of a `load` that was read ahead; nil if its file is read when the command is done.
  var loaded: [BoundCommand]?

  /// Whether the candidate can be restored after the command.
  var canBeTakenBack: Bool { type(of: command).canBeTakenBack }

  /// The command's step of a script; nil if it is none.
  var step: ScriptedStep? { (command as? any StepCommand)?.step }

  static func == (one: BoundCommand, other: BoundCommand) -> Bool {
    one.command.isEqual(to: other.command) && one.place == other.place && one.stages == other.stages
  }
}

extension ConsoleCommand {
  fileprivate func isEqual(to other: any ConsoleCommand) -> Bool { other as? Self == self }
}
