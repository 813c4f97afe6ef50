import Domain
import Store

/// What regions and banks there are, and what they are called.
extension OperatorSession {
  /// By the candidate: what commands may name.
  public var catalogue: Catalogue { store.catalogue(of: candidate) }

  /// By the candidate, and what else the revision knows that it was made from: what answers name.
  public var names: Catalogue { names(of: candidate, and: latest.rollout) }

  /// Of both sides of a comparison; where they differ the first has it.
  public func names(of rollout: Rollout, and other: Rollout) -> Catalogue {
    let catalogue = store.catalogue(of: rollout)
    let missing = other.registry.banks.filter { catalogue.bank($0.key) == nil }
    guard !missing.isEmpty else { return catalogue }
    return catalogue.fitting(missing.reduce(into: RegistryChanges.none) { $0.set($1.value, for: $1.key) })
  }

  /// Of both sides of what `compare` compares.
  public func names(from: Int?, to: Int?) throws -> Catalogue {
    let start = try from.map { try history.revision($0) } ?? running()
    return names(of: try to.map { try history.revision($0).rollout } ?? candidate, and: start.rollout)
  }

  public func names(of plan: Plan) -> Catalogue { names(of: plan.state, and: latest.rollout) }

  public func catalogue(of revision: Revision) -> Catalogue { store.catalogue(of: revision.rollout) }
}
