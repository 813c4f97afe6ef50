/// The two languages of every text.
public enum Language: String, Sendable, CaseIterable {
  case zh
  case en

  /// The language of a POSIX locale name: `zh*` is Chinese, all else English.
  public init(localeName: String) {
    self = localeName.lowercased().hasPrefix("zh") ? .zh : .en
  }

  /// The language of an environment: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set and not empty.
  public init(environment: [String: String]) {
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self.init(localeName: name ?? "")
  }
}

/// A text in both languages. None can be made with a language missing.
public struct Bilingual: Sendable, Hashable, Codable {
  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in both languages: a code, a number, somebody's own words.
  public init(same text: String) { self.init(zh: text, en: text) }

  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}
