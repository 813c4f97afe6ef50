import Text

/// A name for several regions or several banks, usable wherever several are allowed (docs/contract.md, "Identifiers").
public struct Group<Code: Sendable & Hashable>: Sendable, Hashable {
  /// The name: lower-case letters, digits and hyphens, such as `pilot-1`.
  public let name: String
  public let title: Bilingual
  public let members: [Code]

  public init(name: String, title: Bilingual, members: [Code]) {
    self.name = name
    self.title = title
    self.members = members
  }
}
