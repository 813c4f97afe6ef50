import Program
import Text

/// All forms of commands there are.
public enum Grammar {
  /// In the order in which help lists them.
  public static let forms =
    rolloutForms + candidateForms + codeForms + approvalForms + onboardingForms + questionForms + sessionForms

  /// The first words, each once.
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

  /// What was probably meant by a word.
  static func near(_ word: String, among choices: [String]) -> String? {
    word.utf8.count <= 40 ? Nearest.match(to: word, among: choices) : nil
  }

  /// The form a command is written in: of two that begin alike the longer one that fits.
  static func form(of words: [Word]) throws -> Form {
    let verb = words[0].text
    let forms = forms(of: verb)
    guard !forms.isEmpty else {
      let suggestion = near(verb, among: verbs)
      throw Diagnostic(SyntaxFault.unknownCommand(verb), at: words[0].place, suggestion: suggestion)
    }
    let fitting = forms.filter { form in form.words.elementsEqual(words.prefix(form.words.count).map(\.text)) }
    if let form = fitting.max(by: { $0.words.count < $1.words.count }) { return form }
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
