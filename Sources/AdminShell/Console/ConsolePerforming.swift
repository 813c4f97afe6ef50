import Program
import Text

/// Does a command and prints what it came to.
extension Console {
  /// Throws as `reply(to:)`. `before` is called when the command is done and before anything is printed.
  func perform(_ command: BoundCommand, _ printer: Printer, before: () throws -> Void = {}) throws -> Reply {
    let file = try command.savedFile(sparing: ownFiles)
    if case .watch(let seconds, let watched) = command.action {
      try watch(watched, every: seconds, command, printer)
      return Reply()
    }
    do {
      let reply = try reply(to: command)
      try before()
      tellTroubles(printer)
      try print(reply, of: command, file, printer)
      return reply
    } catch {
      leaveBlock()
      throw error
    }
  }

  /// What could not be done after a commit: what was committed stands, and it is tried again.
  private func tellTroubles(_ printer: Printer) {
    for fault in opened?.store.takeTroubles() ?? [] {
      hadTrouble = true
      let report = ErrorReport(program: AdminProgram.name, isJSON: printer.format == .json, remedies: AdminRemedies())
      printer.error(report.text(of: fault) + "\n")
    }
  }

  private func print(_ reply: Reply, of command: BoundCommand, _ file: (SavedFile, Place)?, _ printer: Printer) throws {
    guard let (file, place) = file else { return printer.print(reply, through: command.stages) }
    try Diagnostic.locating(place) { try file.finish(printer.text(of: reply, through: command.stages)) }
    printer.printAround(reply)
  }

  /// What a block or a script says about itself; nil for any other command.
  func reply(toFraming action: Action) throws -> Reply? {
    switch action {
    case .define(let name):
      return Reply(confirmation: Bilingual(zh: "变量 $\(name) 已设定", en: "$\(name) is set"))
    case .begin:
      blockStart = try session().draft
      return Reply()
    case .end:
      blockStart = nil
      return Reply()
    default: return nil
    }
  }

  /// Puts the candidate back to what it was at `begin`.
  private func leaveBlock() {
    guard let start = blockStart else { return }
    blockStart = nil
    try? session().putBack(start)
  }
}

extension BoundCommand {
  /// The file its output goes to, made sure of.
  fileprivate func savedFile(sparing own: () -> OwnFiles) throws -> (SavedFile, Place)? {
    guard case .save(let path)? = stages.last else { return nil }
    return try Diagnostic.locating(path.place) {
      (try SavedFile(path: ScriptFile.path(of: path), sparing: own()), path.place)
    }
  }
}
