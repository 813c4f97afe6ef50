import Domain
import Text

/// One thing that may stand next on a line.
public struct Choice: Sendable, Equatable {
  /// As it is written, quotes aside.
  public let text: String
  private let source: Source

  /// What the hint is made from, once it is asked for: there may be thousands of choices.
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

  /// With quotes where it needs them.
  var written: String {
    let needsQuotes =
      !text.hasPrefix("$")
      && text.unicodeScalars.contains {
        $0.isBlank || $0 == "'" || $0 == "#" || Lexer.isReserved($0)
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
