import Domain
import Text

extension Arguments {
  /// The number of a clause; nil if the clause is missing.
  func number(of keyword: String) throws -> Int? {
    try clause(keyword).first.map { try number($0, .number) }
  }

  func account() throws -> String {
    try value(operands[0], .account) { (try? Operator(named: $0))?.name }
  }

  /// The terms of `confirmed MINUTES [guarded GUARDRAIL... [atleast N] [otherwise back|hold]]`.
  func confirmation() throws -> CommitTerms.Confirmation? {
    let guardrails = try clause("guarded").map { try value($0, .guardrails, HealthGuardrail.init(rawValue:)) }
    let evidence = try evidence(isGuarded: !guardrails.isEmpty)
    guard let word = clause("confirmed").first else {
      guard guardrails.isEmpty else { throw missing("confirmed") }
      return nil
    }
    let minutes = try value(word, .minutes) { text in
      Int(text).flatMap { (1...Self.longestConfirmation).contains($0) ? $0 : nil }
    }
    return CommitTerms.Confirmation(
      minutes: minutes, guardrails: HealthGuardrail.allCases.filter { guardrails.contains($0) }, evidence: evidence)
  }

  private func evidence(isGuarded: Bool) throws -> Evidence {
    let atLeast = try clause("atleast").first.map {
      try value($0, .count) { Self.wholeNumber($0).flatMap { $0 > 0 ? $0 : nil } }
    }
    let otherwise = try clause("otherwise").first.map { try value($0, .otherwise, Evidence.Otherwise.init(rawValue:)) }
    guard isGuarded || atLeast == nil && otherwise == nil else { throw missing("guarded") }
    return Evidence(atLeast: atLeast ?? BankHealth.fewest, otherwise: otherwise ?? .back)
  }

  /// The longest time, a week, in minutes.
  static let longestConfirmation = 10_080
}

extension Arguments {
  /// The number of `expecting lost NUMBER`.
  func expectedLoss() throws -> Int? {
    let words = clause("expecting")
    guard let first = words.first else { return nil }
    guard first.isBare, first.text == Operand.Kind.lossWord else {
      throw Diagnostic(SyntaxFault.notA(.loss, first.text), at: first.place, suggestion: Operand.Kind.lossWord)
    }
    guard words.count == 2 else { throw Diagnostic(SyntaxFault.missingValue(of: first.text), at: first.end) }
    guard let number = Self.wholeNumber(words[1].text) else {
      throw Diagnostic(SyntaxFault.notA(.loss, words[1].text), at: words[1].place)
    }
    return number
  }

  /// The numbers of `reopening review NUMBER...`.
  func reopenedReviews() throws -> [Int] {
    let words = clause("reopening")
    guard let first = words.first else { return [] }
    guard first.isBare, first.text == Operand.Kind.reviewWord else {
      throw Diagnostic(SyntaxFault.notA(.reviews, first.text), at: first.place, suggestion: Operand.Kind.reviewWord)
    }
    guard words.count > 1 else { throw Diagnostic(SyntaxFault.missingValue(of: first.text), at: first.end) }
    return Array(Set(try words.dropFirst().map { try number($0, .number) })).sorted()
  }

  static func wholeNumber(_ text: String) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }
}

extension Operand.Kind {
  /// The word before the number of people who lose something.
  static let lossWord = "lost"
  /// The word before the numbers of reviews.
  static let reviewWord = "review"

  /// The number of words of one value.
  var words: Int { [.loss, .names, .reviews].contains(self) ? 2 : 1 }
}
