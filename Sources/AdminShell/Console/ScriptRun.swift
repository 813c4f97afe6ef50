import Domain
import Program

/// Runs scripts one after the other on one console, and stops at the first error.
struct ScriptRun {
  let sources: [ScriptSource]
  let console: Console
  let printer: Printer

  /// Ends with `Ending` where everything was said, or throws what keeps the database from being opened.
  func run() throws {
    var last = ExitStatus.done
    do {
      try Self.forEachCommand(of: sources, Binder(console.catalogue)) { command in
        let wasOpen = console.isOpen
        let reply = try console.reply(to: command)
        if !wasOpen, printer.tellsNotes { try printer.notes(console.standing()) }
        printer.print(reply)
        last = reply.status
        return !reply.isQuitting && last != .refused
      }
    } catch let diagnostic as Diagnostic {
      printer.print(diagnostic, dropsChanges: console.hasChanges)
      throw Ending(diagnostic.exitStatus.rawValue)
    } catch {
      if console.hasChanges { printer.notes([Printer.dropped]) }
      throw error
    }
    if console.hasChanges { printer.notes([Printer.dropped]) }
    if last != .done { throw Ending(last.rawValue) }
  }

  /// Parses and validates only, names included, without a database (`--check`).
  static func check(_ sources: [ScriptSource], _ catalogue: Catalogue, printer: Printer) throws {
    let binder = Binder(catalogue)
    do {
      try Self.forEachCommand(of: sources, binder) { command in
        if case .load(let path) = command.action { _ = try LoadedFile.commands(of: path, binder: binder) }
        return true
      }
    } catch let diagnostic as Diagnostic {
      printer.print(diagnostic, dropsChanges: false)
      throw Ending(diagnostic.exitStatus.rawValue)
    }
  }

  /// Until the body says that it is enough.
  private static func forEachCommand(
    of sources: [ScriptSource], _ binder: Binder, _ body: (BoundCommand) throws -> Bool
  ) throws {
    for source in sources {
      var reader = ScriptReader(try source.lines())
      while let parsed = try reader.next() {
        guard try body(binder.bind(parsed)) else { return }
      }
    }
  }
}
