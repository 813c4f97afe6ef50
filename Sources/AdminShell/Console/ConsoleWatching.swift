import Foundation
import Program
import Text

/// `watch`: the same question again and again.
extension Console {
  func watch(_ watched: BoundCommand, every seconds: Int, _ command: BoundCommand, _ printer: Printer) throws {
    guard printer.isInteractive else { throw Diagnostic(SyntaxFault.watchesOnTerminal, at: command.place) }
    var columns: Int
    repeat {
      columns = settings.columns
      let reply = try reply(to: watched)
      let text = printer.text(of: reply, through: command.stages, isPainted: true)
      printer.output((printer.canRedraw ? Self.cleared : "") + heading(watched, seconds, printer) + text)
      if case .save(let path)? = command.stages.last {
        try Diagnostic.locating(path.place) {
          try SavedFile(path: ScriptFile.path(of: path)).finish(printer.text(of: reply, through: command.stages))
        }
      }
    } while !interruption.comes(within: .seconds(seconds), orUntil: { self.settings.columns != columns })
    printer.output("\n")
  }

  /// The cursor at home, and nothing below it.
  private static let cleared = "\u{1b}[H\u{1b}[2J"

  private func heading(_ watched: BoundCommand, _ seconds: Int, _ printer: Printer) -> String {
    let time = (try? session().store.now()).map { "\($0.short)" } ?? ""
    let text = Bilingual(
      zh: "每 \(seconds) 秒：\(watched.name)  \(time)  Ctrl-C 停止",
      en: "every \(seconds) s: \(watched.name)  \(time)  Ctrl-C stops")
    return printer.paint(text[settings.language], .dim) + "\n"
  }
}

/// Ctrl-C while a command is done. It ends the command and never the session.
struct Interruption {
  /// Whether it was pressed since the command began.
  var isPressed: () -> Bool = { false }

  /// For what takes long, as often as it can: throws a fault once Ctrl-C was pressed.
  func check() throws {
    if isPressed() { throw Interrupted() }
  }

  /// Waits, no longer than until something else is so, and says whether it was pressed meanwhile.
  func comes(within span: Duration, orUntil isOver: () -> Bool = { false }) -> Bool {
    let end = ContinuousClock.now + span
    while !isPressed() {
      let rest = end - ContinuousClock.now
      guard rest > .zero, !isOver() else { return false }
      Thread.sleep(forTimeInterval: min(0.05, rest / .seconds(1)))
    }
    return true
  }
}

/// A command that was ended with Ctrl-C.
struct Interrupted: Fault {
  var code: String { "interrupted" }
  var kind: FaultKind { .refused }
  var message: Bilingual { Bilingual(zh: "已中断，没有做完", en: "stopped before it was done") }
}
