import Text

/// The authorisation agreement that is accepted before every query (docs/facts.md, "Who may query").
public struct Agreement: Sendable, Hashable {
  /// The version of the text, such as `2021-12`; a consent names it.
  public let version: String
  public let title: Bilingual
  public let sections: [NoticeSection]

  public init(version: String, title: Bilingual, sections: [NoticeSection]) {
    self.version = version
    self.title = title
    self.sections = sections
  }

  /// The whole text, in every language.
  public var wording: String { JSONValue.array(Language.allCases.map { json(in: $0) }).compact }

  public func json(in language: Language) -> JSONValue {
    [
      "version": .string(version), "title": .string(title[language]),
      "sections": .array(sections.map { $0.json(in: language) }),
    ]
  }
}
