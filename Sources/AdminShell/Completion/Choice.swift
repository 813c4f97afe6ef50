import Domain
import Text

/// One word that may stand next on a line.
public struct Choice: Sendable, Equatable {
  /// The word, quotes aside.
  public let text: String
  private let source: Source

  /// The source of the hint, which is made only when needed: there may be thousands of choices.
  private enum Source: Equatable {
    case said(Bilingual)
    case region(Region)
    case bank(Bank)
  }

  public init(_ text: String, _ hint: Bilingual) {
    self.text = text
    source = .said(hint)
  }

  init(_ text: String, _ region: Region) {
    self.text = text
    source = .region(region)
  }

  init(_ text: String, _ bank: Bank) {
    self.text = text
    source = .bank(bank)
  }

  public var hint: Bilingual {
    switch source {
    case .said(let hint): hint
    case .region(let region):
      Bilingual(zh: "\(region.fullName.zh) \(region.code)", en: "\(region.name.en) \(region.code)")
    case .bank(let bank):
      Bilingual(
        zh: "\(bank.name.zh) \(bank.code)（\(bank.tier.name.zh)）",
        en: "\(bank.name.en) (\(bank.code), \(bank.tier.name.en))")
    }
  }

  /// The word with quotes if it needs them.
  var written: String {
    let needsQuotes =
      !text.hasPrefix("$")
      && text.unicodeScalars.contains {
        $0.isBlank || $0 == "'" || $0 == "#" || Lexer.isReserved($0)
      }
    return needsQuotes ? "\"\(text)\"" : text
  }
}

/// The words that may stand next: choices to pick from, and values that cannot be listed.
public struct Completion: Sendable, Equatable {
  /// The text before the word being typed.
  public let stem: String
  public let typed: String
  public let choices: [Choice]
  /// The values that are typed, not picked, by their placeholders: `PERCENT`.
  public let values: [Choice]

  public init(stem: String, typed: String, choices: [Choice], values: [Choice]) {
    (self.stem, self.typed, self.choices, self.values) = (stem, typed, choices, values)
  }

  /// The lines that Tab can lead to.
  public var lines: [String] { choices.map { stem + $0.written } }
}
