import Domain

/// One thing that may stand next on a line.
public struct Choice: Sendable, Equatable {
  /// As it is written, quotes aside.
  public let text: String
  public let hint: Bilingual

  public init(_ text: String, _ hint: Bilingual) {
    self.text = text
    self.hint = hint
  }

  /// With quotes where it needs them.
  var written: String {
    let needsQuotes =
      !text.hasPrefix("$")
      && text.unicodeScalars.contains {
        $0.isBlank || $0 == "'" || $0 == "#" || Lexer.reserved.contains($0)
      }
    return needsQuotes ? "\"\(text)\"" : text
  }
}

/// What may stand next: choices to pick from, and what else is wanted that cannot be listed.
public struct Completion: Sendable, Equatable {
  /// The text before the word being typed.
  public let stem: String
  public let typed: String
  public let choices: [Choice]
  /// A value that is typed, not picked, by its placeholder: `PERCENT`.
  public let values: [Choice]

  /// The lines that Tab can lead to.
  public var lines: [String] { choices.map { stem + $0.written } }
}
