import Program
import Text

/// The forms of all commands.
public enum Grammar {
  /// Every command with its form, in the order of `help`.
  static let commands = CommandList.sections.flatMap(\.commands).map { (type: $0, form: $0.form) }

  public static let forms = commands.map(\.form)

  /// The first words of commands, each once.
  static let verbs = forms.reduce(into: [String]()) { verbs, form in
    if !verbs.contains(form.words[0]) { verbs.append(form.words[0]) }
  }

  /// Every keyword of a clause.
  static let keywords = Set(forms.flatMap { $0.clauses.map(\.keyword) })

  static func forms(of verb: String) -> [Form] { forms.filter { $0.words[0] == verb } }

  /// The second words that may follow a verb.
  static func subjects(of verb: String) -> [String] {
    forms(of: verb).compactMap { $0.words.dropFirst().first }.reduce(into: []) { subjects, word in
      if !subjects.contains(word) { subjects.append(word) }
    }
  }

  /// The word that was probably meant.
  static func near(_ word: String, among choices: [String]) -> String? {
    word.utf8.count <= 40 ? Nearest.match(to: word, among: choices) : nil
  }

  /// The command of the words, with its form: of two that begin alike the longer one that fits.
  static func command(of words: [Word]) throws -> (type: any ConsoleCommand.Type, form: Form) {
    let verb = words[0].text
    let alike = commands.filter { $0.form.words[0] == verb }
    guard !alike.isEmpty else {
      let suggestion = near(verb, among: verbs)
      throw Diagnostic(SyntaxFault.unknownCommand(verb), at: words[0].place, suggestion: suggestion)
    }
    let fitting = alike.filter { $0.form.words.elementsEqual(words.prefix($0.form.words.count).map(\.text)) }
    if let command = fitting.max(by: { $0.form.words.count < $1.form.words.count }) { return command }
    throw wrongSubject(of: words)
  }

  private static func wrongSubject(of words: [Word]) -> Diagnostic {
    let verb = words[0].text
    let choices = subjects(of: verb)
    guard words.count > 1 else {
      return Diagnostic(SyntaxFault.missingSubject(of: verb, choices: choices), at: words[0].end)
    }
    let fault = SyntaxFault.unknownSubject(of: verb, words[1].text, choices: choices)
    return Diagnostic(fault, at: words[1].place, suggestion: near(words[1].text, among: choices))
  }
}
