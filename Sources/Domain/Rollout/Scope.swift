/// What somebody said something about, whether or not it changed it.
public struct Scope: Sendable, Equatable {
  public private(set) var facets: Set<Facet>
  /// The whole rollout was said: what `rollback` says.
  public private(set) var isWhole: Bool

  public static let none = Scope(facets: [])
  public static let whole = Scope(facets: [], isWhole: true)

  init(facets: some Sequence<Facet>, isWhole: Bool = false) {
    self.facets = Set(facets)
    self.isWhole = isWhole
  }

  /// All that differs between two rollouts.
  public init(changing before: Rollout, to after: Rollout) {
    self.init(
      facets: before.changes(to: after).flatMap { change in
        Facet.all(of: change.subject).filter { $0.isChanged(from: before, to: after) }
      })
  }

  public var isEmpty: Bool { !isWhole && facets.isEmpty }

  func contains(_ facet: Facet) -> Bool { isWhole || facets.contains(facet) }

  /// Whether anything of a subject was said.
  func contains(_ subject: RolloutChange.Subject) -> Bool {
    isWhole || Facet.all(of: subject).contains { facets.contains($0) }
  }

  mutating func insert(_ facet: Facet) { facets.insert(facet) }

  mutating func remove(_ subject: RolloutChange.Subject) { facets.subtract(Facet.all(of: subject)) }

  func union(_ other: Scope) -> Scope {
    Scope(facets: facets.union(other.facets), isWhole: isWhole || other.isWhole)
  }
}

/// As it is stored and hashed: the paths in their order with blanks between them, or `*`.
extension Scope {
  public var text: String { isWhole ? "*" : facets.map(\.path).sorted().joined(separator: " ") }

  /// Nil for what is none.
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
