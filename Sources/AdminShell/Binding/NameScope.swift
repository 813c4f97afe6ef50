import Domain
import RolloutControl

/// The regions and banks that commands may name at the place that has been reached: those of the registry's files, what
/// the candidate adds to them, and what the commands before would add that were bound and are not done yet.
public final class NameScope {
  struct Standing {
    var candidate: RegistryChanges
    /// What `discard` goes back to.
    var committed: RegistryChanges

    static let none = Standing(candidate: .none, committed: .none)
  }

  private let registry: Catalogue
  private let catalogue: (RegistryChanges) -> Catalogue
  private let revision: (Int) -> RegistryChanges?
  private let ask: () throws -> Standing
  private var known: (standing: Standing, catalogue: Catalogue)?
  /// Whether each command is done before the next one is bound, so that the candidate itself says what there is.
  let isLive: Bool

  /// Of files that are read without a database: their own additions only.
  convenience init(_ registry: Catalogue) {
    self.init(
      registry, isLive: false, catalogue: { registry.fitting($0) }, revision: { $0 == 0 ? RegistryChanges.none : nil },
      ask: { .none })
  }

  init(
    _ registry: Catalogue, isLive: Bool, catalogue: @escaping (RegistryChanges) -> Catalogue,
    revision: @escaping (Int) -> RegistryChanges?, ask: @escaping () throws -> Standing
  ) {
    self.registry = registry
    self.isLive = isLive
    self.catalogue = catalogue
    self.revision = revision
    self.ask = ask
  }

  /// The same place, from which to read ahead.
  var ahead: NameScope {
    let scope = NameScope(registry, isLive: false, catalogue: catalogue, revision: revision, ask: ask)
    scope.known = known
    return scope
  }

  /// Goes on where another scope has read ahead to.
  func adopt(_ scope: NameScope) { known = scope.known }

  /// What was bound has been done.
  func refresh() { if isLive { known = nil } }

  func names() throws -> Catalogue { try current().catalogue }

  private func current() throws -> (standing: Standing, catalogue: Catalogue) {
    if let known { return known }
    return move(to: try ask())
  }

  @discardableResult
  private func move(to standing: Standing) -> (standing: Standing, catalogue: Catalogue) {
    let moved = (standing, catalogue(standing.candidate))
    known = moved
    return moved
  }

  /// Takes in what an action will do, so that the commands behind it may name it. Throws `RegistryConflict` for what
  /// will be refused.
  func learn(_ action: Action) throws {
    switch action {
    case .edit(let edit) where edit.isAboutRegistry:
      var (standing, rollout) = (try current().standing, Rollout.initial)
      rollout.registry = standing.candidate
      try rollout.apply(edit, over: registry)
      standing.candidate = rollout.registry
      move(to: standing)
    case .discard: try change { $0.candidate = $0.committed }
    case .rollback(let number): try change { $0.candidate = revision(number) ?? $0.candidate }
    // What takes force later is not there yet for the commands that follow.
    case .commit(let terms) where terms.at == nil: try change { $0.committed = $0.candidate }
    case .commit: try change { $0.candidate = $0.committed }
    default: break
    }
  }

  private func change(_ change: (inout Standing) -> Void) throws {
    var standing = try current().standing
    change(&standing)
    move(to: standing)
  }
}

extension RolloutEdit {
  fileprivate var isAboutRegistry: Bool {
    switch self {
    case .addBank, .removeBank, .renameRegion, .renameBank: true
    default: false
    }
  }
}

extension Console {
  /// Binds names by the candidate, as it is when each command is read.
  var binder: Binder {
    Binder(
      scope(isLive: true) { [self] in
        let session = try session()
        return NameScope.Standing(candidate: session.candidate.registry, committed: session.latest.rollout.registry)
      })
  }

  /// Binds the names of a file that begins with a state.
  func binder(from rollout: Rollout) -> Binder {
    Binder(scope(isLive: false) { NameScope.Standing(candidate: rollout.registry, committed: rollout.registry) })
  }

  private func scope(isLive: Bool, ask: @escaping () throws -> NameScope.Standing) -> NameScope {
    NameScope(
      registry, isLive: isLive,
      catalogue: { [self] changes in (try? session())?.store.catalogue(with: changes) ?? registry.fitting(changes) },
      revision: { [self] number in try? session().history.revision(number).rollout.registry }, ask: ask)
  }
}
