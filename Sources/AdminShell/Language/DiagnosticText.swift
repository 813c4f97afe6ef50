import Program
import Text

extension Diagnostic {
  /// The text `FILE:LINE:COLUMN: error: MESSAGE [CODE]`, the line, a caret, and a suggestion if there is one
  /// (docs/contract.md, "Errors"). For text typed on a terminal, file and line are left out; a line that would be
  /// folded there is cut.
  public func text(
    _ language: Language, _ paint: Paint = Paint(isOn: false), inScript: Bool = true, columns: Int? = nil
  ) -> String {
    let excerpt = Excerpt(place, columns: columns ?? Excerpt.widest)
    let isTyped = place.line.file == SourceName.terminal
    let origin = inScript || !isTyped ? "\(place.line.file.legible):\(place.line.number):\(place.column): " : ""
    let head = "\(origin)\(paint("error:", .red, .bold)) \(message[language].legible) [\(code)]"
    return ([head, excerpt.line, paint(excerpt.caret, .red, .bold)] + hint(language)).joined(separator: "\n")
  }

  private func hint(_ language: Language) -> [String] {
    guard let suggestion else { return [] }
    return [Bilingual(zh: "您是不是要输入“\(suggestion)”？", en: "Did you mean \"\(suggestion)\"?")[language]]
  }
}
