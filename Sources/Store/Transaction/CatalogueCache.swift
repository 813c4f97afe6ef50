import Domain
import Synchronization

/// The catalogues made lately, by the banks and regions added to the registry, and the latest one by revision.
final class CatalogueCache: Sendable {
  private struct State {
    var made: [(changes: RegistryChanges, catalogue: Catalogue)] = []
    /// The catalogue of the revision that was last asked about, by its hash: a revision never changes.
    var latest: (hash: String, catalogue: Catalogue)?
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

  func catalogue(ofRevision hash: String, make: () throws -> Catalogue) rethrows -> Catalogue {
    if let latest = state.withLock({ $0.latest }), latest.hash == hash { return latest.catalogue }
    let made = try make()
    state.withLock { $0.latest = (hash, made) }
    return made
  }
}

extension Store {
  /// The registry with the regions, banks and groups that a rollout adds.
  public func catalogue(of rollout: Rollout) -> Catalogue { catalogue(with: rollout.registry) }

  public func catalogue(with changes: RegistryChanges) -> Catalogue {
    changes.isEmpty ? registry : catalogues.catalogue(with: changes, over: registry)
  }

  /// The regions and banks of the revision in force.
  public func runningCatalogue() throws -> Catalogue {
    try applyDue()
    return try read { try $0.lastAppliedCatalogue() }
  }
}

extension Store {
  /// A bank by the revision in force, else by the last revision that had the bank, since its queries can still be
  /// shown. Nil if no revision ever had it.
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
  /// The catalogue of the last applied revision, which is the one in force if nothing is due.
  public func lastAppliedCatalogue() throws -> Catalogue {
    let authority = try authority()
    return try store.catalogues.catalogue(ofRevision: authority.runningHash) {
      store.catalogue(of: try revision(authority.running).rollout)
    }
  }
}
