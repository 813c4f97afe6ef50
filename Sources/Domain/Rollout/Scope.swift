/// The facets that a change says, whether or not it changes them.
public struct Scope: Sendable, Equatable {
  public private(set) var facets: Set<Facet>
  /// Whether the whole rollout was said, as by `rollback`.
  public private(set) var isWhole: Bool

  public static let none = Scope(facets: [])
  public static let whole = Scope(facets: [], isWhole: true)

  init(facets: some Sequence<Facet>, isWhole: Bool = false) {
    self.facets = Set(facets)
    self.isWhole = isWhole
  }

  /// The facets that differ between two rollouts.
  public init(changing before: Rollout, to after: Rollout) {
    self.init(
      facets: before.changes(to: after).flatMap { change in
        Facet.all(of: change.subject).filter { $0.isChanged(from: before, to: after) }
      })
  }

  public var isEmpty: Bool { !isWhole && facets.isEmpty }

  func contains(_ facet: Facet) -> Bool { isWhole || facets.contains(facet) }

  /// Whether any facet of a subject was said.
  func contains(_ subject: RolloutChange.Subject) -> Bool {
    isWhole || Facet.all(of: subject).contains { facets.contains($0) }
  }

  mutating func insert(_ facet: Facet) { facets.insert(facet) }

  mutating func remove(_ subject: RolloutChange.Subject) { facets.subtract(Facet.all(of: subject)) }

  func union(_ other: Scope) -> Scope {
    Scope(facets: facets.union(other.facets), isWhole: isWhole || other.isWhole)
  }
}

/// The stored and hashed form: the paths in their order with blanks between them, or `*`.
extension Scope {
  public var text: String { isWhole ? "*" : facets.map(\.path).sorted().joined(separator: " ") }

  /// Nil if the text is not a scope.
  public init?(text: String) {
    if text == "*" {
      self = .whole
      return
    }
    let paths = text.split(separator: " ").map(String.init)
    let facets = paths.compactMap(Facet.init(path:))
    guard facets.count == paths.count else { return nil }
    self.init(facets: facets)
  }
}
