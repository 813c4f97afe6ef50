import Domain
import Program

/// Runs scripts one after the other on one console, and stops at the first error.
struct ScriptRun {
  let sources: [ScriptSource]
  let console: Console
  let printer: Printer

  /// Runs the scripts. Ends with `Ending` once faults have been printed, or throws the fault for which the database
  /// cannot be opened.
  func run() throws {
    var last = ExitStatus.done
    do {
      try Self.forEachCommand(of: sources, console.context.binder, console.context.variables) { command in
        let wasOpen = console.isOpen
        let reply = try console.perform(command, printer) { reply in
          if !wasOpen, console.isOpen, printer.tellsNotes { try printer.notes(console.standing(besides: reply.result)) }
        }
        last = reply.status
        return !reply.isQuitting && last != .refused
      }
    } catch let diagnostic as Diagnostic {
      printer.print(diagnostic, dropsChanges: console.hasChanges)
      throw Ending(ExitStatus(diagnostic.kind).rawValue)
    } catch {
      if console.hasChanges { printer.notes([Printer.dropped]) }
      throw error
    }
    if console.hasChanges { printer.notes([Printer.dropped]) }
    if console.hadTrouble, last != .refused { last = .environment }
    if last != .done { throw Ending(last.rawValue) }
  }

  /// Parses and validates only, names and included files too, without a database (`--check`).
  static func check(
    _ sources: [ScriptSource], _ catalogue: Catalogue, _ variables: Variables = Variables(), printer: Printer
  ) throws {
    let binder = Binder(catalogue)
    do {
      try forEachCommand(of: sources, binder, variables) { command in
        if let load = command.command as? Load, command.loaded == nil {
          _ = try LoadedFile.commands(of: load.path, binder: binder, variables)
        }
        return true
      }
    } catch let diagnostic as Diagnostic {
      printer.print(diagnostic, dropsChanges: false)
      throw Ending(ExitStatus(diagnostic.kind).rawValue)
    }
  }

  /// Calls the body with each command until it returns false.
  private static func forEachCommand(
    of sources: [ScriptSource], _ binder: Binder, _ variables: Variables, _ body: (BoundCommand) throws -> Bool
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
