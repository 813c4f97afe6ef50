import Domain
import Synchronization

/// The catalogues made lately, by what was added to the registry, and whose they were.
final class CatalogueCache: Sendable {
  private struct State {
    var made: [(changes: RegistryChanges, catalogue: Catalogue)] = []
    /// Of the revision that was last asked about. Revisions never change, so neither does it.
    var latest: (revision: Int, catalogue: Catalogue)?
  }

  private let state = Mutex(State())
  private static let capacity = 4

  func catalogue(with changes: RegistryChanges, over registry: Catalogue) -> Catalogue {
    if let known = state.withLock({ $0.made.first { $0.changes == changes }?.catalogue }) { return known }
    let made = registry.fitting(changes)
    state.withLock { state in
      guard !state.made.contains(where: { $0.changes == changes }) else { return }
      state.made = [(changes, made)] + state.made.prefix(Self.capacity - 1)
    }
    return made
  }

  func catalogue(of revision: Int, make: () throws -> Catalogue) rethrows -> Catalogue {
    if let latest = state.withLock({ $0.latest }), latest.revision == revision { return latest.catalogue }
    let made = try make()
    state.withLock { $0.latest = (revision, made) }
    return made
  }
}

extension Store {
  /// The registry with what a rollout adds to it.
  public func catalogue(of rollout: Rollout) -> Catalogue { catalogue(with: rollout.registry) }

  public func catalogue(with changes: RegistryChanges) -> Catalogue {
    changes.isEmpty ? registry : catalogues.catalogue(with: changes, over: registry)
  }

  /// What regions and banks there are by the revision in force.
  public func runningCatalogue() throws -> Catalogue {
    try applyDue()
    return try read { try $0.lastAppliedCatalogue() }
  }
}

extension Store {
  /// A bank as the revision in force has it, else as the last revision had it that did: what was asked of it is still
  /// there to be told. Nil where none ever did.
  public func bankOnceKnown(_ code: BankCode) throws -> Bank? {
    if let bank = try runningCatalogue().bank(code) { return bank }
    return try read { transaction in
      let path = RolloutChange.Subject.registryBank(code).path
      guard let removal = try transaction.changes.latest(of: path, upTo: transaction.lastAppliedNumber()) else {
        return nil
      }
      return catalogue(of: try transaction.revision(removal - 1).rollout).bank(code)
    }
  }
}

extension Transaction {
  /// The catalogue of the revision in force when nothing is due.
  public func lastAppliedCatalogue() throws -> Catalogue {
    let number = try lastAppliedNumber()
    return try store.catalogues.catalogue(of: number) { store.catalogue(of: try revision(number).rollout) }
  }
}
