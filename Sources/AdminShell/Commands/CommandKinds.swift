import Domain
import RolloutControl

/// A command that takes no words but those of its form.
protocol PlainCommand: ConsoleCommand {
  init()
}

extension PlainCommand {
  init(_ arguments: Arguments, _ names: Binder) { self.init() }
}

/// A command that gives a result and does nothing else.
protocol ResultCommand: ConsoleCommand {
  func result(in context: CommandContext) throws -> any CommandResult
}

extension ResultCommand {
  func run(in context: CommandContext) throws -> Reply { Reply(result: try result(in: context)) }
}

/// A command that changes nothing at all, so that it may be watched.
protocol ReadingCommand: ConsoleCommand {}

/// A `show` command, which reads by the revision in force.
protocol ShowCommand: ReadingCommand, ResultCommand {
  func result(by running: Revision, in context: CommandContext) throws -> any CommandResult
}

extension ShowCommand {
  func result(in context: CommandContext) throws -> any CommandResult {
    try result(by: context.session().running(), in: context)
  }
}

/// A command that changes nothing but the candidate, so that a file for `load` may contain it.
protocol EditingCommand: ConsoleCommand {}

extension EditingCommand {
  static var needs: CommandNeeds { .role(.operator) }
}

/// A command that is one step of a script, so that a file for `plan`, `apply` and `show drift` may contain it.
protocol StepCommand: ConsoleCommand {
  var step: ScriptedStep { get }
}

extension StepCommand where Self: EditingCommand {
  func run(in context: CommandContext) throws -> Reply { try context.change { try $0.perform(step) } }
}

/// A command that is one edit of the candidate.
protocol EditCommand: EditingCommand, StepCommand {
  var edit: RolloutEdit { get }
}

extension EditCommand {
  var step: ScriptedStep { .edit(edit) }
}

/// A command that may stand in a file for `plan`, `apply` and `show drift`, and is no step of it.
protocol IdleCommand: ConsoleCommand {}
