import Text

/// All problems for which regions, banks and groups cannot be a catalogue.
public struct CatalogueFault: ListFault, Equatable {
  public let problems: [CatalogueProblem]

  public init(problems: [CatalogueProblem]) { self.problems = problems }

  public var code: String { "registry_invalid" }
  public var kind: FaultKind { .environment }
  public var message: Bilingual {
    Bilingual(
      zh: problems.map { "\($0.place)：\($0.message.zh)" }.joined(separator: "\n"),
      en: problems.map { "\($0.place): \($0.message.en)" }.joined(separator: "\n"))
  }
}

/// One problem and its place, by which whoever read the entries from a file can name the line.
public struct CatalogueProblem: Sendable, Hashable {
  public enum List: String, Sendable {
    case regions, banks, regionGroups, bankGroups
  }

  /// The part of an entry that is wrong, under the name it has in the registry's files.
  public enum Field: String, Sendable {
    case code, division, name, fullName, legalName, spellings, tile, home, cnapsClass, cnapsHeadOffice, title, members
  }

  public struct Place: Sendable, Hashable, CustomStringConvertible {
    public let list: List
    /// The entry's position in its list, from 0.
    public let entry: Int
    public let field: Field
    /// The position within a field that is a list itself, from 0.
    public let element: Int?

    init(_ list: List, _ entry: Int, _ field: Field, _ element: Int? = nil) {
      self.list = list
      self.entry = entry
      self.field = field
      self.element = element
    }

    public var description: String {
      "\(list.rawValue)[\(entry)].\(field.rawValue)" + (element.map { "[\($0)]" } ?? "")
    }
  }

  public let place: Place
  public let message: Bilingual
}
