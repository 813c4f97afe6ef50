import Program
import Text

/// The page that `help` prints: the overview, a command or a subject.
struct HelpPage {
  let language: Language
  let columns: Int
  let paint: Paint

  /// The page on a topic. Throws a `Diagnostic` if there is no such topic.
  func text(on topic: [Word]) throws -> String {
    guard let first = topic.first else { return overview }
    let words = topic.map(\.text)
    if words.count == 1, let subject = HelpTopic.subjects.first(where: { $0.name == first.text }) {
      return paint(subject.title[language], .bold) + "\n" + indented(subject.text[language])
    }
    let forms = Grammar.forms.filter { $0.words.starts(with: words) }
    if forms.isEmpty, words.count == 1, let stage = Grammar.stageForms.first(where: { $0.form.name == first.text }) {
      return full(stage.form)
    }
    guard !forms.isEmpty else { throw Self.unknown(topic) }
    return forms.map { forms.count > 3 ? brief($0) : full($0) }.joined(separator: forms.count > 3 ? "" : "\n")
  }

  private static func unknown(_ topic: [Word]) -> Diagnostic {
    let name = topic.map(\.text).joined(separator: " ")
    let known = Grammar.forms.map(\.name) + Grammar.verbs + Grammar.stageNames + HelpTopic.subjects.map(\.name)
    return Diagnostic(SyntaxFault.unknownTopic(name), at: topic[0].place, suggestion: Grammar.near(name, among: known))
  }

  private var overview: String {
    let stages = (title: Self.stages, forms: Grammar.stageForms.map(\.form))
    let sections = CommandList.sections.map { ($0.title, $0.commands.map { $0.form }) } + [stages]
    let commands = sections.map { title, forms in
      paint(title[language], .bold) + "\n" + forms.map(brief).joined()
    }
    let subjects = HelpTopic.subjects.map { line($0.name, $0.title[language]) }.joined()
    let more = Bilingual(zh: "更多：help 命令 或 help 主题", en: "More: help COMMAND or help TOPIC")[language]
    return (commands + [paint(more, .bold) + "\n" + subjects]).joined(separator: "\n")
  }

  private static let stages = Bilingual(zh: "管道（命令 | …）", en: "Pipes (COMMAND | ...)")

  private func brief(_ form: Form) -> String { line(form.synopsis, form.summary[language]) }

  /// The room in columns below which a summary stands on a line of its own.
  private static let leastRoom = 20

  /// The synopsis with the summary beside it or, if the synopsis is long, below.
  private func line(_ label: String, _ text: String) -> String {
    let width = 40
    guard columns - width - 4 >= Self.leastRoom else {
      let below = wrapped(text, to: columns - 6).map { "      \($0)\n" }
      return synopsis(label, columns - 2).map { "  \($0)\n" }.joined() + below.joined()
    }
    let folded = wrapped(text, to: columns - width - 4)
    let first =
      displayWidth(label) <= width
      ? [paint(label.padded(to: width), .cyan) + "  " + folded[0]] : synopsis(label, columns - 2)
    let rest = displayWidth(label) <= width ? Array(folded.dropFirst()) : folded
    return (first + rest.map { String(repeating: " ", count: width + 2) + $0 }).map { "  " + $0 + "\n" }.joined()
  }

  private func full(_ form: Form) -> String {
    let clauses = form.clauses.map(clause)
    let examples = form.examples.map { "  " + paint($0, .dim) + "\n" }
    let title = Bilingual(zh: "例：", en: "Examples:")[language]
    return synopsis(form.synopsis, columns).map { $0 + "\n" }.joined() + indented(form.summary[language])
      + clauses.joined()
      + (form.details.map { indented($0[language]) } ?? "") + (form.table.map(table) ?? "")
      + (examples.isEmpty ? "" : title + "\n") + examples.joined()
  }

  private func table(_ content: (Language) -> Table) -> String {
    Program.$pageColumns.withValue(columns) { content(language).text(language, paint) }
  }

  /// The synopsis on as many lines as needed.
  private func synopsis(_ text: String, _ width: Int) -> [String] {
    wrapped(text, to: width - 4).enumerated().map { paint(($0.offset == 0 ? "" : "    ") + $0.element, .cyan) }
  }

  private func clause(_ clause: Clause) -> String {
    let label = "  " + clause.synopsis.padded(to: 20) + "  "
    guard columns - displayWidth(label) >= Self.leastRoom else {
      let lines = wrapped(clause.summary[language], to: columns - 6).map { "      \($0)\n" }
      return "  \(clause.synopsis)\n" + lines.joined()
    }
    let lines = wrapped(clause.summary[language], to: columns - displayWidth(label))
    let below = lines.dropFirst().map { String(repeating: " ", count: displayWidth(label)) + $0 + "\n" }
    return label + lines[0] + "\n" + below.joined()
  }

  private func indented(_ text: String) -> String {
    wrapped(text, to: columns - 2).map { "  " + $0 + "\n" }.joined()
  }
}
