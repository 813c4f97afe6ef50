import Domain
import Program

/// Runs scripts one after the other on one console, and stops at the first error.
struct ScriptRun {
  let sources: [any ScriptInput]
  let console: Console
  let printer: Printer
  /// Called when the reply to a command is complete.
  var replied: () -> Void = {}

  /// Runs the scripts, prints what is wrong with them, and gives the exit status. Throws the fault for which the
  /// database cannot be opened.
  func run() throws -> ExitStatus {
    var last = ExitStatus.done
    do {
      try Self.forEachCommand(of: sources, console.context.binder, console.context.variables) { command in
        let wasOpen = console.isOpen
        let reply = try console.perform(command, printer) { reply in
          if !wasOpen, console.isOpen, printer.tellsNotes { try printer.notes(console.standing(besides: reply.result)) }
        }
        last = reply.status
        replied()
        return !reply.isQuitting && last != .refused
      }
    } catch let diagnostic as Diagnostic {
      printer.print(diagnostic, dropsChanges: console.hasChanges)
      return ExitStatus(diagnostic.kind)
    } catch {
      if console.hasChanges { printer.notes([Printer.dropped]) }
      throw error
    }
    if console.hasChanges { printer.notes([Printer.dropped]) }
    if console.hadTrouble, last != .refused { last = .environment }
    return last
  }

  /// Parses and validates only, names and included files too, without a database (`--check`).
  static func check(
    _ sources: [any ScriptInput], _ binder: Binder, _ variables: Variables, printer: Printer
  ) throws -> ExitStatus {
    do {
      try forEachCommand(of: sources, binder, variables) { command in
        if let load = command.command as? Load, command.loaded == nil {
          _ = try LoadedFile.commands(of: load.path, binder: binder, variables)
        }
        return true
      }
      return .done
    } catch let diagnostic as Diagnostic {
      printer.print(diagnostic, dropsChanges: false)
      return ExitStatus(diagnostic.kind)
    }
  }

  /// Calls the body with each command until it returns false.
  private static func forEachCommand(
    of sources: [any ScriptInput], _ binder: Binder, _ variables: Variables, _ body: (BoundCommand) throws -> Bool
  ) throws {
    for source in sources {
      let (lines, whole) = try source.lines()
      if let whole, let commands = try BoundScript.commands(in: whole, source.name, binder, variables) {
        for command in commands { guard try body(command) else { return } }
      } else {
        var script = BoundScript(lines, binder, variables)
        while let command = try script.next() { guard try body(command) else { return } }
      }
    }
  }
}
