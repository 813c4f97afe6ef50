import Domain
import RolloutControl
import Text

/// The words of a command after its form's own, sorted into operands and clauses.
struct Arguments: Sendable {
  let form: Form
  let operands: [Word]
  private let clauses: [String: [Word]]
  private let end: Place

  /// The largest number of characters of a text.
  static let longestText = 1_000

  init(_ words: [Word], of form: Form) throws {
    var rest = words.dropFirst(form.words.count)
    let names = rest.prefix { !Self.isKeyword($0, of: form) }
    rest = rest.dropFirst(names.count)
    var clauses: [String: [Word]] = [:]
    while let keyword = rest.popFirst() {
      let values = try Self.values(after: keyword, &rest, of: form)
      guard clauses.updateValue(values, forKey: keyword.text) == nil else {
        throw Diagnostic(SyntaxFault.repeatedClause(keyword.text), at: keyword.place)
      }
    }
    self.form = form
    self.clauses = clauses
    operands = try Self.operands(Array(names), of: form, end: words[words.count - 1].end)
    end = words[words.count - 1].end
    if let missing = form.clauses.first(where: { $0.isRequired && clauses[$0.keyword] == nil }) {
      throw self.missing(missing.keyword)
    }
  }

  /// The fault of a missing clause.
  func missing(_ keyword: String) -> Diagnostic {
    Diagnostic(SyntaxFault.missingClause(keyword, of: form.name), at: end)
  }

  private static func isKeyword(_ word: Word, of form: Form) -> Bool { word.isBare && form.clause(word.text) != nil }

  /// The words after a keyword: one value whatever its words are, or all up to the next keyword.
  private static func values(after keyword: Word, _ rest: inout ArraySlice<Word>, of form: Form) throws -> [Word] {
    guard isKeyword(keyword, of: form), let clause = form.clause(keyword.text) else { throw stray(keyword, in: form) }
    if clause.operand.most == 0 { return [] }
    let values =
      clause.operand.most == 1 ? rest.prefix(clause.operand.kind.words) : rest.prefix { !isKeyword($0, of: form) }
    rest = rest.dropFirst(values.count)
    guard !values.isEmpty else { throw Diagnostic(SyntaxFault.missingValue(of: keyword.text), at: keyword.end) }
    if let stray = values.first(where: isKeywordElsewhere), clause.operand.kind.isName {
      throw self.stray(stray, in: form)
    }
    return Array(values)
  }

  private static func isKeywordElsewhere(_ word: Word) -> Bool { word.isBare && Grammar.keywords.contains(word.text) }

  private static func operands(_ words: [Word], of form: Form, end: Place) throws -> [Word] {
    let most = form.operands.reduce(0) { $1.most == .max ? .max : $0 + $1.most }
    if form.takesNames, let stray = words.first(where: isKeywordElsewhere) { throw self.stray(stray, in: form) }
    if words.count > most { throw stray(words[most], in: form) }
    var needed = 0
    for operand in form.operands {
      needed += operand.least
      guard words.count >= needed else {
        let policy = operand.kind == .value ? words.first.flatMap { Policy(rawValue: $0.text) } : nil
        let fault = policy.map { SyntaxFault.missingSetting(of: $0) }
        throw Diagnostic(fault ?? SyntaxFault.missing(operand.kind, of: form.name), at: end)
      }
    }
    return words
  }

  /// The fault of a word that has no place in the form.
  private static func stray(_ word: Word, in form: Form) -> Diagnostic {
    if isKeywordElsewhere(word) {
      return Diagnostic(SyntaxFault.foreignClause(word.text, of: form.name), at: word.place)
    }
    let suggestion = Grammar.near(word.text, among: form.clauses.map(\.keyword))
    return Diagnostic(SyntaxFault.unexpected(word.text), at: word.place, suggestion: suggestion)
  }
}

extension Arguments {
  /// The words of a clause; empty if it is missing.
  func clause(_ keyword: String) -> [Word] { clauses[keyword] ?? [] }
  func has(_ keyword: String) -> Bool { clauses[keyword] != nil }

  func share(_ keyword: String) throws -> Share? {
    try clause(keyword).first.map { try value($0, .share, Share.init(text:)) }
  }

  func time(_ keyword: String) throws -> Moment? {
    try clause(keyword).first.map { try value($0, .time, Moment.init(text:)) }
  }

  /// The time of a required clause.
  func requiredTime(_ keyword: String) throws -> Moment {
    guard let time = try time(keyword) else { throw missing(keyword) }
    return time
  }

  /// The time for which old keys stay valid beside new ones.
  func overlap() throws -> Span { try hours("overlap") ?? BankOnboarding.usualOverlap }

  /// A whole number of hours; nil if the clause is missing.
  func hours(_ clause: String) throws -> Span? {
    try self.clause(clause).first.map { word in
      try value(word, .hours) { text in
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let hours = Int64(text), hours <= 720 else {
          return nil
        }
        return Span.hours(hours)
      }
    }
  }

  /// The terms of `commit` and its like.
  func commitTerms() throws -> CommitTerms {
    var terms = CommitTerms(at: try time("at"), comment: try optionalText("comment") ?? "")
    terms.confirmation = try confirmation()
    terms.expectedLoss = try expectedLoss()
    terms.override = try optionalText("override")
    terms.reopening = try reopenedReviews()
    return terms
  }

  func lines() throws -> EndpointLines {
    try clause("lines").first.map { try value($0, .lines, EndpointLines.init(rawValue:)) } ?? .public
  }

  func optionalText(_ keyword: String) throws -> String? {
    guard let word = clause(keyword).first else { return nil }
    guard word.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw Diagnostic(SyntaxFault.emptyText(of: keyword), at: word.place)
    }
    if let hidden = word.text.withoutLineBreaks.firstHidden {
      throw Diagnostic(SyntaxFault.hiddenCharacter(hidden), at: word.place)
    }
    guard word.text.count <= Self.longestText else {
      throw Diagnostic(SyntaxFault.textTooLong(of: keyword, characters: Self.longestText), at: word.place)
    }
    return word.text
  }

  /// The text of a required clause.
  func text(_ keyword: String) throws -> String {
    guard let text = try optionalText(keyword) else { throw missing(keyword) }
    return text
  }

  func number(_ position: Int, _ kind: Operand.Kind) throws -> Int {
    try number(operands[position], kind)
  }

  func number(_ word: Word, _ kind: Operand.Kind) throws -> Int {
    try value(word, kind) { text in
      guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else { return nil }
      if kind == .seconds { return (1...3_600).contains(number) ? number : nil }
      return kind != .revision && number == 0 ? nil : number
    }
  }

  func optionalNumber(_ position: Int, _ kind: Operand.Kind) throws -> Int? {
    position < operands.count ? try number(position, kind) : nil
  }

  func variable(_ position: Int) throws -> String {
    try value(operands[position], .variable) { Variables.isName($0) ? $0 : nil }
  }

  func url(_ word: Word) throws -> String {
    try value(word, .url) { WebAddress($0)?.text }
  }

  func value<Value>(_ word: Word, _ kind: Operand.Kind, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(word.text) else { throw Diagnostic(SyntaxFault.notA(kind, word.text), at: word.place) }
    return value
  }
}

extension String {
  /// The text without its own line breaks (`\n` in double quotes).
  fileprivate var withoutLineBreaks: String { String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\n" })) }
}
