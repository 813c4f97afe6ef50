import Domain
import Program
import RolloutControl
import Store
import Text

/// One session of a console, without terminal and files, which are its caller's. Used by one thread.
public final class ConsoleSession {
  /// The program of consoles, which errors begin with.
  public static let program = "chaka-admin"

  let console: Console
  let printer: Printer
  let caller: any ConsoleCaller
  let kept: KeptCandidate?
  let manner: ConsoleManner
  private var hasWarned = false
  private var cannotKeep = false

  public init(_ parts: ConsoleParts, _ manner: ConsoleManner, _ caller: any ConsoleCaller) {
    self.caller = caller
    self.manner = manner
    kept = parts.kept
    printer = Printer(manner, caller)
    let settings = PageSettings(language: manner.language, columns: caller.columns, paint: manner.paint)
    let certifying = Certifying(runner: parts.runner, sumsUp: manner.errorIsTerminal) { [printer] line in
      if printer.tellsNotes { printer.error(line + "\n") }
    }
    let open = parts.open
    console = Console(
      parts.catalogue, settings, certifying, files: FilesOfCaller(caller),
      open: { [printer] in
        let session = try open()
        if manner.isInteractive { try Self.signIn(session, printer) }
        return session
      })
    console.context.interruption = Interruption(
      isPressed: { caller.isInterrupted },
      comes: { caller.isInterrupted(within: $0, orUntil: $1) })
    if manner.errorCanRedraw {
      console.context.checking = .bar(manner.language, show: caller.showProgress)
    }
    if manner.isInteractive { console.ask = { caller.answer(to: $0[manner.language]) } }
  }

  /// Signs the operator in. A database that is not to be trusted, or a real one by whose clock nothing can be written,
  /// can be read and decided about; nothing is written before.
  private static func signIn(_ session: OperatorSession, _ printer: Printer) throws {
    do { try session.audit.signIn(at: session.base.number) } catch let fault as StoreFault
      where !session.store.isSandbox && fault.isOfTheClock || fault.isAboutTrust
    {
      printer.notes([fault.message])
    }
  }

  /// The environment's variables that texts name.
  public func learn(environment: [String: String]) { console.context.variables.learn(environment: environment) }

  /// What the prompt shows; nothing to whoever has no role, or none any more.
  public var prompt: PromptText { mayRead ? console.promptText : PromptText(hasChanges: console.hasChanges) }

  /// Whether the operator has a role now: one without is told nothing but that.
  private var mayRead: Bool {
    guard let permission = try? console.session().permission else { return false }
    return (try? permission.requireRoleToJudge(.viewer)) != nil
  }
}

// MARK: - A person's console

extension ConsoleSession {
  /// Opens the database and tells what a person who begins has to know. A console that cannot open it ends.
  public func begin() -> RequestEnd {
    do {
      _ = try console.session()
    } catch {
      return RequestEnd(status: tellEnd(with: error), isQuitting: true)
    }
    guard mayRead else { return RequestEnd() }
    do { printer.notes(try console.standing()) } catch { report(error) }
    takeUpLeftovers()
    tellNews()
    return RequestEnd()
  }

  /// Goes on with the candidate of a session whose connection broke, without asking.
  public func goOn(with session: String) -> RequestEnd {
    do {
      _ = try console.session()
    } catch {
      return RequestEnd(status: tellEnd(with: error), isQuitting: true)
    }
    if let leftover = kept?.leftover(of: session) { takeUp(leftover) }
    tellNews()
    return RequestEnd()
  }

  /// Does the commands of a typed or pasted text, even of several lines, up to the first error.
  public func perform(_ bytes: [UInt8], tellsTime: Bool, call: ConsoleCall? = nil) -> RequestEnd {
    var end = RequestEnd()
    console.context.call = call
    do {
      end.isQuitting = try performCommands(bytes, tellsTime: tellsTime) && mayQuit()
    } catch is Cancelled {
      // Given up by the person.
    } catch {
      hasWarned = false
      report(error)
      keepCandidate()
    }
    if end.isQuitting { kept?.forget() } else { tellNews() }
    return end
  }

  /// Ends the console by the end of input, unless changes would be lost of which nobody was told.
  public func quit() -> RequestEnd {
    guard mayQuit() else { return RequestEnd() }
    kept?.forget()
    return RequestEnd(isQuitting: true)
  }

  /// The text of what has happened since; empty if nothing has. A database that cannot be read now is no news: the next
  /// command reports that.
  public func news() -> String {
    guard mayRead else { return "" }
    var told = ""
    Printer(printer, error: { told += $0 }).notes((try? console.news()) ?? [])
    return told
  }

  private func tellNews() {
    guard mayRead else { return }
    do {
      printer.notes(try console.news())
    } catch {
      report(error)
    }
  }

  /// Gives whether the commands end the console.
  private func performCommands(_ bytes: [UInt8], tellsTime: Bool) throws -> Bool {
    var isInBlock = false
    console.context.variables.renewBudget()
    var script = BoundScript(lines(bytes) { isInBlock }, console.context.binder, console.context.variables)
    script.blockIsOpen = { isInBlock = $0 }
    while let command = try script.next() {
      let start = ContinuousClock.now
      var span: Duration?
      let reply = try console.perform(command, printer) { _ in span = ContinuousClock.now - start }
      if tellsTime, let span { tell(span) }
      keepCandidate()
      caller.endReply()
      if reply.isQuitting { return true }
      hasWarned = false
    }
    return false
  }

  /// The person gave up a command of several lines.
  private struct Cancelled: Error {}

  /// Reads the line, and while a line ends in a backslash or a block is open, the next ones, asked for when needed.
  private func lines(_ first: [UInt8], goesOn: @escaping () -> Bool) -> LineReader {
    var latest: [UInt8]?
    return LineReader(file: SourceName.terminal) { [caller] in
      guard let previous = latest else {
        latest = first
        return first + [UInt8(ascii: "\n")]
      }
      guard previous.last == UInt8(ascii: "\\") || goesOn() else { return [] }
      guard let next = caller.nextLine() else { throw Cancelled() }
      latest = next
      return next + [UInt8(ascii: "\n")]
    }
  }

  private func tell(_ span: Duration) {
    let tenths = Int((span / .milliseconds(1) * 10).rounded())
    let text = Bilingual(
      zh: "用时 \(tenths / 10).\(tenths % 10) 毫秒", en: "Time: \(tenths / 10).\(tenths % 10) ms")
    printer.error(manner.paint(text[manner.language], .dim) + "\n")
  }

  /// Whether the console may end: the person is warned before changes are lost.
  private func mayQuit() -> Bool {
    guard console.hasChanges, !hasWarned else { return true }
    hasWarned = true
    printer.notes([
      Bilingual(
        zh: "候选版本有未提交的改动。再次 quit 将放弃改动",
        en: "The candidate has uncommitted changes. Quit again to discard them"
      )
    ])
    return false
  }

  /// A line was given up: a warning about changes is due again.
  public func forgetWarning() { hasWarned = false }

  /// Stores the candidate after each command, so that no lost terminal loses more than the line being typed.
  private func keepCandidate() {
    guard let kept, let session = try? console.session() else { return }
    let isKept = kept.keep(console.hasChanges ? session.snapshot : nil)
    if !isKept, !cannotKeep {
      printer.notes([
        Bilingual(
          zh: "状态目录不可写：终端断开时不会保留候选版本",
          en: "The state folder is not writable: the candidate will be lost if the terminal disconnects")
      ])
    }
    cannotKeep = !isKept
  }

  func report(_ error: any Error) {
    if let diagnostic = error as? Diagnostic {
      printer.print(diagnostic, dropsChanges: false)
    } else {
      _ = tellEnd(with: error)
    }
  }

  /// Prints a fault, and gives the exit status of a program that ends with it.
  private func tellEnd(with error: any Error) -> ExitStatus {
    let fault = ErrorReport.fault(of: error)
    printer.error(
      ErrorReport(program: Self.program, isJSON: printer.format == .json, remedies: AdminRemedies()).text(of: fault)
        + "\n")
    return ExitStatus(fault.kind)
  }
}

// MARK: - Completion

extension ConsoleSession {
  /// The words that may stand next behind a text; nil if nothing can be completed.
  public func completion(of before: String, environment: [String]) -> Completion? {
    Completer(
      (try? console.session())?.catalogue ?? console.context.registry, language: manner.language,
      variables: console.context.variables, environment: environment, files: caller.paths
    ).completion(of: before)
  }
}

// MARK: - Scripts

extension ConsoleSession {
  /// Runs scripts as one session, and stops at the first error.
  public func run(_ scripts: [any ScriptInput], call: ConsoleCall? = nil) -> RequestEnd {
    console.context.call = call
    do {
      let status = try ScriptRun(
        sources: scripts, console: console, printer: printer, replied: { [caller] in caller.endReply() }
      ).run()
      return RequestEnd(status: status, isQuitting: true)
    } catch {
      return RequestEnd(status: tellEnd(with: error), isQuitting: true)
    }
  }

  /// Parses and validates scripts only, names and included files too, without a database (`--check`).
  public static func check(
    _ scripts: [any ScriptInput], _ catalogue: Catalogue, environment: [String: String], _ manner: ConsoleManner,
    _ caller: any ConsoleCaller
  ) throws -> ExitStatus {
    try ScriptRun.check(
      scripts, Binder(catalogue, FilesOfCaller(caller)), Variables(environment: environment),
      printer: Printer(manner, caller))
  }
}

extension Printer {
  init(_ manner: ConsoleManner, _ caller: any ConsoleCaller) {
    self.init(
      format: manner.format, language: manner.language, paint: manner.paint, errorPaint: manner.errorPaint,
      isInteractive: manner.isInteractive, output: caller.show, error: caller.tell)
    if manner.outputIsTerminal { pageColumns = { caller.columns } }
    if manner.isInteractive { errorColumns = { caller.columns } }
    guard manner.isInteractive, manner.outputIsTerminal else { return }
    canRedraw = manner.outputCanRedraw
    page = caller.showPage
  }

  /// The same, with errors and notes going elsewhere.
  init(_ other: Printer, error: @escaping (String) -> Void) {
    self.init(
      format: other.format, language: other.language, paint: other.paint, errorPaint: other.errorPaint,
      isInteractive: other.isInteractive, output: other.output, error: error)
  }
}

extension ConsoleSession {
  /// Choices as text to print, each with a line of help if asked for; nil for none.
  public func list(_ completion: Completion?, withHelp: Bool) -> String? {
    completion?.list(manner.language, columns: caller.columns, withHelp: withHelp, manner.paint)
  }
}
