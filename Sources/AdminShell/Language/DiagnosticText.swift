import Domain
import Program

extension Diagnostic {
  /// `FILE:LINE:COLUMN: error: MESSAGE [CODE]`, the line, a caret, and a suggestion where one is near
  /// (contract: "All four programs"). On a terminal the file and the line are known.
  public func text(_ language: Language, _ paint: Paint = Paint(isOn: false), inScript: Bool = true) -> String {
    let excerpt = Excerpt(place)
    let origin = inScript ? "\(place.line.file):\(place.line.number):\(place.column): " : ""
    let head = "\(origin)\(paint("error:", .red, .bold)) \(message[language]) [\(code)]"
    return ([head, excerpt.line, paint(excerpt.caret, .red, .bold)] + hint(language)).joined(separator: "\n")
  }

  private func hint(_ language: Language) -> [String] {
    guard let suggestion else { return [] }
    return [Bilingual(zh: "是否想写“\(suggestion)”？", en: "did you mean \"\(suggestion)\"?")[language]]
  }
}
