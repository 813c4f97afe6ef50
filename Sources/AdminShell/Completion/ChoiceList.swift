import Program
import Text

extension Completion {
  /// The choices for a terminal: in columns, or with a line of help each.
  public func list(_ language: Language, columns: Int, withHelp: Bool, _ paint: Paint = Paint(isOn: false)) -> String? {
    let all = choices + values
    guard !all.isEmpty else { return nil }
    return withHelp ? Self.helped(all, language, columns, paint) : Self.columns(all.map(\.text), columns)
  }

  private static func helped(_ choices: [Choice], _ language: Language, _ columns: Int, _ paint: Paint) -> String {
    let width = choices.map { displayWidth($0.text) }.max() ?? 0
    return choices.map { choice in
      let hint = choice.hint[language].truncated(to: max(10, columns - width - 5))
      return "  " + paint(choice.text.padded(to: width), .cyan) + "  " + hint + "\n"
    }.joined()
  }

  /// The texts in columns, ordered down the columns as by `ls`.
  private static func columns(_ texts: [String], _ width: Int) -> String {
    let cell = (texts.map(displayWidth).max() ?? 0) + 2
    let across = max(1, width / cell)
    let rows = (texts.count + across - 1) / across
    return (0..<rows).map { row in
      let line = stride(from: row, to: texts.count, by: rows).map { texts[$0].padded(to: cell) }.joined()
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
