import Text

/// The notices that every person is shown around a query (docs/facts.md, "What the person is told", "Privacy", "The
/// report").
public struct Notices: Sendable, Hashable {
  public let sections: [NoticeSection]

  public init(sections: [NoticeSection]) { self.sections = sections }

  /// The JSON of `chaka notice` (docs/contract.md, "JSON shapes of people").
  public func json(in language: Language) -> JSONValue {
    ["sections": .array(sections.map { $0.json(in: language) })]
  }
}

/// A title and the sentences under it.
public struct NoticeSection: Sendable, Hashable {
  public let title: Bilingual
  public let items: [Bilingual]

  public init(title: Bilingual, items: [Bilingual]) {
    self.title = title
    self.items = items
  }

  public func json(in language: Language) -> JSONValue {
    ["title": .string(title[language]), "items": JSONValue(items.map { $0[language] })]
  }
}
