import Domain
import RolloutControl
import Store
import Text

/// Gives the words that may stand next on a line being typed. Pure but for the names of files, which are passed in.
public struct Completer {
  let catalogue: Catalogue
  let language: Language
  private let variables: Variables?
  private let environment: [String]
  private let files: (String) -> [String]

  /// `files` gives the paths that begin with a text.
  public init(
    _ catalogue: Catalogue, language: Language, variables: Variables? = nil, environment: [String] = [],
    files: @escaping (String) -> [String] = { _ in [] }
  ) {
    self.catalogue = catalogue
    self.language = language
    self.variables = variables
    self.environment = environment.sorted()
    self.files = files
  }

  /// The words that may stand next; nil if nothing can be completed. `before` is the line up to the cursor.
  public func completion(of before: String) -> Completion? {
    guard let line = PartialLine(before) else { return nil }
    if !line.beganQuoted, line.typed.hasPrefix("$") { return variables(line) }
    let words = line.commandWords
    let expected = line.isStage ? Expectation(after: words, Grammar.stageForms.map(\.form)) : Expectation(after: words)
    let fixed = line.beganQuoted ? [] : self.words(expected, line, position: words.count) + clauses(expected, line)
    let picked = expected.kinds.flatMap { choices($0, typed: line.typed, given: expected.given) }
    let values = expected.kinds.filter { !$0.canBeListed }.map {
      Choice($0.placeholder, hint(of: $0, given: expected.given))
    }
    return Completion(
      stem: line.stem, typed: line.typed, choices: picked + fixed, values: line.typed.isEmpty ? values : [])
  }

  /// Whether the cursor stands inside quotes.
  public static func isQuoted(_ before: String) -> Bool { PartialLine(before)?.isQuoted ?? true }

  private func words(_ expected: Expectation, _ line: PartialLine, position: Int) -> [Choice] {
    var seen: Set<String> = []
    return expected.words.filter {
      $0.words[position].hasPrefix(line.typed) && seen.insert($0.words[position]).inserted
    }
    .map { form in
      let word = form.words[position]
      let alike = expected.words.filter { $0.words[position] == word }
      return Choice(word, alike.count == 1 ? form.summary : Self.summary(of: alike, after: position))
    }
  }

  /// What a value has to be; the one of a policy depends on the policy.
  private func hint(of kind: Operand.Kind, given: [Word]) -> Bilingual {
    kind == .value ? given.first.flatMap { Policy(rawValue: $0.text) }?.rule ?? kind.hint : kind.hint
  }

  private func variables(_ line: PartialLine) -> Completion {
    let typed = String(line.typed.dropFirst())
    let set = (variables?.all ?? []).map { variable in
      let texts = variable.texts.joined(separator: " ").shown
      return Choice("$" + variable.name, Bilingual(zh: "值：\(texts)", en: "value: \(texts)"))
    }
    let isAboutEnvironment = !typed.isEmpty && (typed.hasPrefix("env.") || "env.".hasPrefix(typed))
    let environment = (isAboutEnvironment ? environment : []).map {
      Choice("$" + Variables.environmentPrefix + $0, Bilingual(zh: "环境变量", en: "environment variable"))
    }
    return Completion(
      stem: line.stem, typed: line.typed, choices: (set + environment).filter { $0.text.hasPrefix("$" + typed) },
      values: [])
  }

  /// The hint for a word that several forms begin with: `region, channel`.
  private static func summary(of forms: [Form], after position: Int) -> Bilingual {
    let next = forms.compactMap { $0.words.dropFirst(position + 1).first }.joined(separator: " | ")
    return forms.first { $0.words.count == position + 1 }?.summary ?? Bilingual(same: next)
  }

  private func clauses(_ expected: Expectation, _ line: PartialLine) -> [Choice] {
    expected.clauses.filter { $0.keyword.hasPrefix(line.typed) }.map { Choice($0.keyword, $0.summary) }
  }

  private func choices(_ kind: Operand.Kind, typed: String, given: [Word]) -> [Choice] {
    switch kind {
    case .regions: regions(typed, given: given) + groups(catalogue.regionGroups, typed, given: given)
    case .region: regions(typed, given: given)
    case .banks: banks(typed, given: given) + groups(catalogue.bankGroups, typed, given: given)
    case .bank: banks(typed, given: given)
    case .bankOrAll: banks(typed, given: given) + groups(Array(catalogue.bankGroups.prefix(1)), typed, given: given)
    case .channels, .channel: channels(typed, given: given)
    case .file: files(typed).map { Choice($0, Operand.Kind.file.title) }
    case .topic: HelpTopic.completions(after: given.map(\.text), typed: typed)
    case .policy: policies(typed)
    case .value: values(ofPolicy: given.first?.text, typed)
    case .lines:
      EndpointLines.allCases.filter { $0.rawValue.hasPrefix(typed) }.map { Choice($0.rawValue, $0.summary) }
    case .action: AuditRecord.actions.filter { $0.hasPrefix(typed) }.map { Choice($0, Operand.Kind.action.title) }
    case .tier: BankTier.allCases.filter { $0.rawValue.hasPrefix(typed) }.map { Choice($0.rawValue, $0.name) }
    case .role: OperatorRole.allCases.filter { $0.rawValue.hasPrefix(typed) }.map { Choice($0.rawValue, $0.summary) }
    case .guardrails:
      HealthGuardrail.allCases.filter { guardrail in
        guardrail.rawValue.hasPrefix(typed) && !given.contains { $0.text == guardrail.rawValue }
      }.map { Choice($0.rawValue, $0.summary) }
    case .otherwise:
      Evidence.Otherwise.allCases.filter { $0.rawValue.hasPrefix(typed) }.map { Choice($0.rawValue, $0.summary) }
    case .loss:
      given.isEmpty ? [Operand.Kind.lossWord].filter { $0.hasPrefix(typed) }.map { Choice($0, kind.title) } : []
    case .reviews:
      given.isEmpty ? [Operand.Kind.reviewWord].filter { $0.hasPrefix(typed) }.map { Choice($0, kind.title) } : []
    case .revision, .url, .text, .time, .share, .minutes, .hours, .count, .number, .account, .seconds, .variable,
      .command, .query, .refusal, .hash, .author, .object, .bankCode, .names, .name, .chinese, .english:
      []
    }
  }
}

extension Operand.Kind {
  /// Whether every possible word can be listed.
  var canBeListed: Bool {
    isName || [.topic, .file, .policy, .lines, .role, .guardrails, .otherwise, .action, .tier].contains(self)
  }
}
