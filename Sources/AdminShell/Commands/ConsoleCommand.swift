import Domain
import RolloutControl

/// One command of the console: how it is written and explained, what it reads its words into, and what it does.
///
/// A new command is a file in one of the folders beside this one, its test, and its line in `CommandList`. What else may
/// be done with it than saying it at the console it says by the protocols of `CommandKinds`.
protocol ConsoleCommand: Sendable, Equatable {
  /// How it is written, and its help. The parser and the completion work from it, too.
  static var form: Form { get }
  /// What has to hold before it is run.
  static var needs: CommandNeeds { get }
  /// Whether nothing of it is left once the candidate is put back, so that others may follow it between begin and end.
  static var canBeTakenBack: Bool { get }

  /// Reads the words behind those of the form, values before names. Throws a `Diagnostic`.
  init(_ arguments: Arguments, _ names: Binder) throws
  /// The command that the words stand for: this one, but for clauses that make another of it (`EmergencyCommand`).
  static func read(_ arguments: Arguments, _ names: Binder) throws -> any ConsoleCommand

  /// Throws a fault; its place is added by the console.
  func run(in context: CommandContext) throws -> Reply
}

/// What has to hold before a command is run.
enum CommandNeeds: Sendable, Equatable {
  /// It needs no database.
  case nothing
  /// A database, even one that is not to be trusted: who may decide is judged where it is done.
  case anyDatabase
  case role(OperatorRole)
}

extension ConsoleCommand {
  static var needs: CommandNeeds { .role(.viewer) }
  static var canBeTakenBack: Bool { self is any ReadingCommand.Type || self is any EditingCommand.Type }

  static func read(_ arguments: Arguments, _ names: Binder) throws -> any ConsoleCommand { try Self(arguments, names) }
}
