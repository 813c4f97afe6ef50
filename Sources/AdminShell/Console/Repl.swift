import Foundation
import LineEditor
import Program
import Text

/// The console on a terminal: asks for a line, does it, and goes on after any fault.
@MainActor final class Repl: LineAssistant {
  let console: Console
  var printer: Printer
  let settings: PageSettings
  let kept: KeptCandidate?
  private var hasWarned = false
  private var tellsTime = false
  private var cannotKeep = false
  /// The last prompt, which is drawn anew only when its text changes.
  var shownPrompt = PromptText()
  /// Whether a question waits for its answer: no news is printed meanwhile.
  var isAsking = false
  var isGoingOn = false

  init(console: Console, printer: Printer, settings: PageSettings, kept: KeptCandidate? = nil) {
    self.console = console
    self.printer = printer
    self.settings = settings
    self.kept = kept
  }

  /// Runs the console. Throws only if the database cannot be opened at the start.
  func run(historyPath: String?) throws {
    _ = try console.session()
    let editor = LineEditor(program: AdminProgram.name, historyPath: historyPath, assistant: self)
    console.ask = { question in MainActor.assumeIsolated { self.ask(question, editor) } }
    console.context.interruption = Interruption { MainActor.assumeIsolated { LineEditor.wasInterrupted } }
    greet()
    tellStanding()
    takeUpLeftovers(editor)
    while true {
      tellNews()
      switch editor.read(nextPrompt()) {
      case .cancelled: hasWarned = false
      case .end:
        guard Screen.inputIsTerminal else { return }
        if mayQuit() { return leave() }
      case .line(let bytes):
        if !perform(bytes, editor), mayQuit() { return leave() }
      }
    }
  }

  private func greet() {
    let greeting = Bilingual(
      zh: "查卡控制台。输入 help 查看命令，按 ? 查看可选内容。", en: "Chaka console. Type help for commands; press ? for options.")
    if printer.format == .table { printer.output(settings.paint(greeting[settings.language], .dim) + "\n") }
  }

  private func tellStanding() {
    do { printer.notes(try console.standing()) } catch { report(error) }
  }

  private func leave() { kept?.forget() }

  /// Does the commands of a typed or pasted text, even of several lines. Stops at the first error; false at `quit`.
  private func perform(_ bytes: [UInt8], _ editor: LineEditor) -> Bool {
    do {
      if let meta = try MetaCommand.read(bytes) {
        change(meta)
        return true
      }
      return try performCommands(bytes, editor)
    } catch is Cancelled {
      return true
    } catch {
      hasWarned = false
      report(error)
      keepCandidate()
      return true
    }
  }

  /// The answer to a question; nil if it was given up.
  private func ask(_ question: Bilingual, _ editor: LineEditor) -> String? {
    isAsking = true
    defer { isAsking = false }
    var prompt = Prompt()
    prompt.append(question[settings.language], styles: settings.paint.isOn ? [33] : [])
    guard case .line(let bytes) = editor.read(prompt, isAnswer: true) else { return nil }
    return String(validating: bytes, as: UTF8.self)?.trimmingCharacters(in: .whitespaces)
  }

  private func performCommands(_ bytes: [UInt8], _ editor: LineEditor) throws -> Bool {
    var isInBlock = false
    console.context.variables.renewBudget()
    var script = BoundScript(
      lines(bytes, editor) { isInBlock }, console.context.binder, console.context.variables)
    script.blockIsOpen = { isInBlock = $0 }
    while let command = try script.next() {
      if LineEditor.wasInterrupted { throw Interrupted() }
      let start = ContinuousClock.now
      var span: Duration?
      let reply = try console.perform(command, printer) { _ in span = ContinuousClock.now - start }
      if tellsTime, let span { tell(span) }
      keepCandidate()
      if reply.isQuitting { return false }
      hasWarned = false
    }
    return true
  }

  /// The person gave up a command of several lines.
  private struct Cancelled: Error {}

  /// Reads the line, and while a line ends in a backslash or a block is open, the next ones, asked for when needed.
  private func lines(_ first: [UInt8], _ editor: LineEditor, goesOn: @escaping () -> Bool) -> LineReader {
    var latest: [UInt8]? = nil
    return LineReader(file: ScriptSource.terminalName) {
      guard let previous = latest else {
        latest = first
        return first + [UInt8(ascii: "\n")]
      }
      guard previous.last == UInt8(ascii: "\\") || goesOn() else { return [] }
      self.isGoingOn = true
      defer { self.isGoingOn = false }
      guard case .line(let next) = editor.read(self.continuationPrompt) else { throw Cancelled() }
      latest = next
      return next + [UInt8(ascii: "\n")]
    }
  }

  func report(_ error: any Error) {
    if let diagnostic = error as? Diagnostic {
      printer.print(diagnostic, dropsChanges: false)
    } else {
      _ = ErrorReport(program: AdminProgram.name, isJSON: printer.format == .json, remedies: AdminRemedies()).end(
        with: error)
    }
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

  private func change(_ meta: MetaCommand) {
    let (name, isOn): (String, Bool)
    switch meta {
    case .timing(let wanted):
      tellsTime = wanted ?? !tellsTime
      (name, isOn) = ("timing", tellsTime)
    case .pager(let wanted):
      let isPaging = printer.pager?.isOn ?? false
      printer.pager?.isOn = wanted ?? !isPaging
      (name, isOn) = ("pager", printer.pager?.isOn ?? false)
    }
    printer.output(settings.paint("\(name) \(isOn ? "on" : "off")", .dim) + "\n")
  }

  private func tell(_ span: Duration) {
    let milliseconds = String(format: "%.1f", span / .milliseconds(1))
    let text = Bilingual(zh: "用时 \(milliseconds) 毫秒", en: "Time: \(milliseconds) ms")
    printer.error(settings.paint(text[settings.language], .dim) + "\n")
  }

  private var completer: Completer {
    Completer(
      (try? console.session())?.catalogue ?? console.context.registry, language: settings.language,
      variables: console.context.variables, files: PathCompletion.paths)
  }

  func completions(of before: String) -> [String] {
    (MetaCommand.completion(of: before) ?? completer.completion(of: before))?.lines ?? []
  }

  func choices(for before: String, withHelp: Bool) -> String? {
    (MetaCommand.completion(of: before) ?? completer.completion(of: before))?.list(
      settings.language, columns: Screen.columns, withHelp: withHelp, settings.paint)
  }

  func isQuoted(_ before: String) -> Bool { completer.isQuoted(before) }
}
