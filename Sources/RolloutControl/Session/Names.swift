import Domain
import Store

/// The regions and banks that exist, with their names.
extension OperatorSession {
  /// The catalogue of the candidate, for names in commands.
  public var catalogue: Catalogue { store.catalogue(of: candidate) }

  /// The catalogue of the candidate and of the revision that it was made from, for names in answers.
  public var names: Catalogue { names(of: candidate, and: latest.rollout) }

  /// The catalogue of both sides of a comparison; the first counts where the two differ.
  public func names(of rollout: Rollout, and other: Rollout) -> Catalogue {
    let catalogue = store.catalogue(of: rollout)
    let missing = other.registry.banks.filter { catalogue.bank($0.key) == nil }
    guard !missing.isEmpty else { return catalogue }
    return catalogue.fitting(missing.reduce(into: RegistryChanges.none) { $0.set($1.value, for: $1.key) })
  }

  /// The catalogue of both sides of `compare`.
  public func names(from: Int?, to: Int?) throws -> Catalogue {
    let start = try from.map { try history.revision($0) } ?? running()
    return names(of: try to.map { try history.revision($0).rollout } ?? candidate, and: start.rollout)
  }

  public func names(of plan: Plan) -> Catalogue { names(of: plan.state, and: latest.rollout) }

  public func catalogue(of revision: Revision) -> Catalogue { store.catalogue(of: revision.rollout) }
}
