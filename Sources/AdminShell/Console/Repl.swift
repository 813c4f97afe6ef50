import Domain
import Foundation
import LineEditor
import Program

/// The console on a terminal: asks for a line, does it, and goes on whatever happened.
@MainActor final class Repl: LineAssistant {
  private let console: Console
  private let printer: Printer
  private let settings: PageSettings
  private let completer: Completer
  private var hasWarned = false

  init(console: Console, printer: Printer, settings: PageSettings) {
    self.console = console
    self.printer = printer
    self.settings = settings
    completer = Completer(console.catalogue, language: settings.language, files: PathCompletion.paths)
  }

  /// Throws only where the database cannot be opened at the start.
  func run(historyPath: String?) throws {
    _ = try console.session()
    let editor = LineEditor(program: AdminProgram.name, historyPath: historyPath, assistant: self)
    console.ask = { question in MainActor.assumeIsolated { self.ask(question, editor) } }
    greet()
    tell(console.standing)
    while true {
      tell(console.news)
      switch editor.read(prompt) {
      case .cancelled: hasWarned = false
      case .end: if mayQuit() { return }
      case .line(let bytes):
        if !perform(bytes, editor), mayQuit() { return }
      }
    }
  }

  private func greet() {
    let greeting = Bilingual(
      zh: "查卡控制台。help 查看命令，? 列出可写的内容。", en: "Chaka console. help lists the commands, ? what may stand here.")
    if printer.format == .table { printer.output(settings.paint(greeting[settings.language], .dim) + "\n") }
  }

  private func tell(_ notes: () throws -> [Bilingual]) {
    do { printer.notes(try notes()) } catch { report(error) }
  }

  /// Does what was typed, or pasted: several lines, too. Stops at the first error; false when it says to quit.
  private func perform(_ bytes: [UInt8], _ editor: LineEditor) -> Bool {
    do {
      var reader = ScriptReader(lines(bytes, editor))
      while let parsed = try reader.next() {
        let reply = try console.reply(to: Binder(console.catalogue).bind(parsed))
        printer.print(reply)
        if reply.isQuitting { return false }
        hasWarned = false
      }
      return true
    } catch is Cancelled {
      return true
    } catch {
      hasWarned = false
      report(error)
      return true
    }
  }

  /// The answer to a question; nil where it was given up.
  private func ask(_ question: Bilingual, _ editor: LineEditor) -> String? {
    var prompt = Prompt()
    append(question[settings.language], [33], to: &prompt)
    guard case .line(let bytes) = editor.read(prompt, isRemembered: false) else { return nil }
    return String(validating: bytes, as: UTF8.self)?.trimmingCharacters(in: .whitespaces)
  }

  /// A command that goes on was given up.
  private struct Cancelled: Error {}

  /// The line, and as long as one ends in a backslash the next one, asked for when it is needed.
  private func lines(_ first: [UInt8], _ editor: LineEditor) -> LineReader {
    var latest: [UInt8]? = nil
    return LineReader(file: ScriptSource.terminalName) {
      guard let previous = latest else {
        latest = first
        return first + [UInt8(ascii: "\n")]
      }
      guard previous.last == UInt8(ascii: "\\") else { return [] }
      guard case .line(let next) = editor.read(self.continuationPrompt) else { throw Cancelled() }
      latest = next
      return next + [UInt8(ascii: "\n")]
    }
  }

  private func report(_ error: any Error) {
    if let diagnostic = error as? Diagnostic {
      printer.print(diagnostic, dropsChanges: false)
    } else {
      _ = ErrorReport(program: AdminProgram.name, isJSON: printer.format == .json).end(with: error)
    }
  }

  /// Changes are not thrown away without a warning.
  private func mayQuit() -> Bool {
    guard console.hasChanges, !hasWarned else { return true }
    hasWarned = true
    printer.notes([
      Bilingual(
        zh: "候选版本有未提交的改动；再次 quit 就放弃它们", en: "the candidate has changes that are not committed; quit again to drop them"
      )
    ])
    return false
  }
}

extension Repl {
  /// `chaka 3*> `: the revision in force, and a star while the candidate differs.
  private var prompt: Prompt {
    var prompt = Prompt()
    let revision = (try? console.session().running()).map { "\($0.number)" } ?? "?"
    append("chaka ", [1], to: &prompt)
    append(revision, [36], to: &prompt)
    append(console.hasChanges ? "*" : "", [33, 1], to: &prompt)
    prompt.append("> ")
    return prompt
  }

  private var continuationPrompt: Prompt {
    var prompt = Prompt()
    append("  ... ", [2], to: &prompt)
    return prompt
  }

  private func append(_ text: String, _ styles: [Int], to prompt: inout Prompt) {
    if settings.paint.isOn, !text.isEmpty { prompt.append(text, styles: styles) } else { prompt.append(text) }
  }

  func completions(of before: String) -> [String] { completer.completion(of: before)?.lines ?? [] }

  func choices(for before: String, withHelp: Bool) -> String? {
    completer.completion(of: before)?.list(
      settings.language, columns: Screen.columns, withHelp: withHelp, settings.paint)
  }

  func isQuoted(_ before: String) -> Bool { completer.isQuoted(before) }
}
