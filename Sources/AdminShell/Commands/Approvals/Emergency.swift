import Domain

/// An edit that closes or stops something, so that `emergency` may stand before it: in force at once and alone.
protocol EmergencyCommand: EditCommand {}

extension EmergencyCommand {
  static func read(_ arguments: Arguments, _ names: Binder) throws -> any ConsoleCommand {
    arguments.has("emergency") ? try Emergency<Self>(arguments, names) : try Self(arguments, names)
  }
}

/// An edit with `emergency`, which does not touch the candidate.
struct Emergency<Command: EmergencyCommand>: ConsoleCommand {
  let command: Command
  let reason: String

  static var form: Form { Command.form }

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let done = try session.emergencies.stop(command.edit, reason: reason)
    return Reply(result: EmergencyResult(revision: done.revision, review: done.review, clashes: session.latestClashes))
  }
}

extension Emergency {
  init(_ arguments: Arguments, _ names: Binder) throws {
    guard let reason = try arguments.optionalText("reason") else { throw arguments.missing("reason") }
    self.init(command: try Command(arguments, names), reason: reason)
  }
}

extension Clause {
  static let emergency = Clause(
    "emergency", .none, zh: "立即生效，无须审批，事后由他人复核",
    en: "effective at once, without approval; reviewed by someone else afterwards")
}
