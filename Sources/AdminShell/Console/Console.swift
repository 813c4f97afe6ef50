import Domain
import Program
import RolloutControl
import Store
import Text

/// Does commands on one session: a person's console or a script.
final class Console {
  let context: CommandContext
  /// Whether work that belongs to a commit failed after it.
  private(set) var hadTrouble = false

  /// A console whose database is opened by the first command that needs it.
  init(
    _ registry: Catalogue, _ settings: PageSettings, _ certifying: Certifying,
    variables: Variables = Variables(), files: any CallersFiles = NoFiles(),
    open: @escaping () throws -> OperatorSession
  ) {
    context = CommandContext(registry, settings, certifying, variables, files, open: open)
  }

  /// Asks the person at the terminal for one line; nil if there is no person.
  var ask: ((Bilingual) -> String?)? {
    get { context.ask }
    set { context.ask = newValue }
  }

  /// Whether the candidate has changes that would be lost.
  var hasChanges: Bool { context.opened?.differs ?? false }

  var isOpen: Bool { context.opened != nil }

  func session() throws -> OperatorSession { try context.session() }

  /// The reply to a command. Throws a `Diagnostic` if something is wrong with the command, another fault if the
  /// database cannot be opened.
  func reply(to command: BoundCommand) throws -> Reply {
    let needs = type(of: command.command).needs
    guard needs != .nothing else { return try command.command.run(in: context) }
    let session = try context.session()
    return try Diagnostic.locating(command.place, naming: context.catalogue) {
      try needs.require(of: session)
      guard let name = context.call?.next() else { return try command.command.run(in: context) }
      if context.call?.isRepeated == true, let reply = try context.reply(toDone: command, named: name) { return reply }
      return try session.audit.perform(name) { try command.command.run(in: context) }
    }
  }

  /// Does a command and prints its reply. Throws as `reply(to:)`. `before` is called when the command is done and
  /// before anything is printed.
  func perform(_ command: BoundCommand, _ printer: Printer, before: (Reply) throws -> Void = { _ in }) throws -> Reply {
    try context.interruption.check()
    let file = try command.savedFile(among: context.files)
    if let watch = command.command as? Watch {
      try repeatedly(watch, command, printer)
      return Reply()
    }
    do {
      let troubles = CommitTroubles()
      let reply = try troubles.collecting { try self.reply(to: command) }
      try before(reply)
      tell(troubles, printer)
      try print(reply, of: command, file, printer)
      return reply
    } catch {
      leaveBlock()
      throw error
    }
  }

  /// Prints the failures of work after a command's commits: the commits stand, and the work is tried again.
  private func tell(_ troubles: CommitTroubles, _ printer: Printer) {
    for fault in troubles.take() {
      hadTrouble = true
      printer.error(
        ErrorReport(program: ConsoleSession.program, isJSON: printer.format == .json, remedies: AdminRemedies()).text(
          of: fault) + "\n")
    }
  }

  private func print(_ reply: Reply, of command: BoundCommand, _ file: (any SavedOutput, Place)?, _ printer: Printer)
    throws
  {
    guard let (file, place) = file else { return printer.print(reply, through: command.stages) }
    try Diagnostic.locating(place) { try file.finish(printer.text(of: reply, through: command.stages)) }
    printer.printAround(reply)
  }

  /// Restores the candidate of `begin`.
  private func leaveBlock() {
    guard let start = context.blockStart else { return }
    context.blockStart = nil
    try? session().putBack(start)
  }
}

extension CommandNeeds {
  /// Throws a fault if the condition is not met.
  fileprivate func require(of session: OperatorSession) throws {
    switch self {
    case .nothing: break
    case .anyDatabase: try session.permission.requireRoleToJudge(.viewer)
    case .role(let role): try session.permission.requireRole(role)
    }
  }
}

extension BoundCommand {
  /// The file that the output is saved to, after it was checked; nil if there is none.
  fileprivate func savedFile(among files: any CallersFiles) throws -> (any SavedOutput, Place)? {
    guard case .save(let path)? = stages.last else { return nil }
    return try Diagnostic.locating(path.place) { (try files.draft(for: path), path.place) }
  }
}
