import Domain
import RolloutControl

/// One command of the console: its form and help, its operands, and its work.
///
/// A new command is a file in one of the folders beside this one, its test, and its line in `CommandList`. The
/// protocols of `CommandKinds` say in which places beside the console it may stand.
protocol ConsoleCommand: Sendable, Equatable {
  /// The command's words, operands, clauses and help. The parser and the completion use the form, too.
  static var form: Form { get }
  /// The conditions for running the command.
  static var needs: CommandNeeds { get }
  /// Whether restoring the candidate undoes the whole command, so that others may follow it between `begin` and `end`.
  static var canBeTakenBack: Bool { get }

  /// Reads the words behind those of the form, values before names. Throws a `Diagnostic`.
  init(_ arguments: Arguments, _ names: Binder) throws
  /// The command of the words: this one, unless clauses make it another (`EmergencyCommand`).
  static func read(_ arguments: Arguments, _ names: Binder) throws -> any ConsoleCommand

  /// Runs the command. Throws a fault, to which the console adds its place.
  func run(in context: CommandContext) throws -> Reply
}

/// The conditions for running a command.
enum CommandNeeds: Sendable, Equatable {
  /// The command needs no database.
  case nothing
  /// The command needs a database, even one that is not to be trusted: the command itself judges who may decide about
  /// it.
  case anyDatabase
  case role(OperatorRole)
}

extension ConsoleCommand {
  static var needs: CommandNeeds { .role(.viewer) }
  static var canBeTakenBack: Bool { self is any ReadingCommand.Type || self is any EditingCommand.Type }

  static func read(_ arguments: Arguments, _ names: Binder) throws -> any ConsoleCommand { try Self(arguments, names) }
}
