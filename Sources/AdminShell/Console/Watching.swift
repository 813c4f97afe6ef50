import Domain
import Program
import Text

/// `watch`: the same command again and again.
extension Console {
  func repeatedly(_ watch: Watch, _ command: BoundCommand, _ printer: Printer) throws {
    let (watched, seconds, settings) = (watch.watched, watch.seconds, context.settings)
    guard printer.isInteractive else { throw Diagnostic(SyntaxFault.watchesOnTerminal, at: command.place) }
    var columns: Int
    repeat {
      columns = settings.columns
      let reply = try reply(to: watched)
      let text = printer.text(of: reply, through: command.stages, isPainted: true)
      printer.output((printer.canRedraw ? Self.cleared : "") + heading(watched, seconds, printer) + text)
      if case .save(let path)? = command.stages.last {
        try Diagnostic.locating(path.place) {
          try context.files.draft(for: path).finish(printer.text(of: reply, through: command.stages))
        }
      }
    } while !context.interruption.comes(.seconds(seconds)) { settings.columns != columns }
    printer.output("\n")
  }

  /// The sequence that puts the cursor at home and clears the screen below.
  private static let cleared = "\u{1b}[H\u{1b}[2J"

  private func heading(_ watched: BoundCommand, _ seconds: Int, _ printer: Printer) -> String {
    let time = (try? session().store.now()).map { "\($0.short)" } ?? ""
    let text = Bilingual(
      zh: "每 \(seconds) 秒：\(watched.name)  \(time)  按 Ctrl-C 停止",
      en: "Every \(seconds) s: \(watched.name)  \(time)  Ctrl-C stops")
    return printer.paint(text[context.settings.language], .dim) + "\n"
  }
}
