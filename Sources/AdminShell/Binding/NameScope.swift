import Domain
import RolloutControl

/// The regions and banks that commands may name at the present place: those of the registry's files, those that the
/// candidate adds, and those of earlier commands that were bound and are not done yet.
public final class NameScope {
  private let registry: Catalogue
  private let catalogue: (RegistryChanges) -> Catalogue
  private let begin: () throws -> ScriptedState
  private var known: (state: ScriptedState, catalogue: Catalogue)?
  /// Whether each command is done before the next one is bound, so that the candidate itself has all added names.
  let isLive: Bool

  /// The scope of files that are read without a database: names that they add themselves only.
  convenience init(_ registry: Catalogue) {
    self.init(registry, isLive: false, catalogue: { registry.fitting($0) }) {
      ScriptedState(committed: .initial, over: registry) { $0 == 0 ? .initial : nil }
    }
  }

  /// `begin` gives the state from which commands are read, and `catalogue` the registry with the entries that a state
  /// adds.
  init(
    _ registry: Catalogue, isLive: Bool, catalogue: @escaping (RegistryChanges) -> Catalogue,
    begin: @escaping () throws -> ScriptedState
  ) {
    self.registry = registry
    self.isLive = isLive
    self.catalogue = catalogue
    self.begin = begin
  }

  /// A scope at the same place, for reading ahead.
  var ahead: NameScope {
    let scope = NameScope(registry, isLive: false, catalogue: catalogue, begin: begin)
    scope.known = known.map { ($0.state.copy, $0.catalogue) }
    return scope
  }

  /// Goes on at the place that another scope has read ahead to.
  func adopt(_ scope: NameScope) { known = scope.known }

  /// Reads the candidate anew after the bound commands are done.
  func refresh() { if isLive { known = nil } }

  func names() throws -> Catalogue { try current().catalogue }

  /// The rollout after the commands that were read.
  func candidate() throws -> Rollout { try current().state.candidate }

  private func current() throws -> (state: ScriptedState, catalogue: Catalogue) {
    if let known { return known }
    let state = try begin()
    let found = (state, catalogue(state.candidate.registry))
    known = found
    return found
  }

  /// Takes in the names of a step that will be done, for the commands behind it. Throws `RegistryConflict` if the step
  /// will be refused.
  func learn(_ step: ScriptedStep) throws {
    // No name was read yet, and the candidate itself will have the names by then.
    if isLive, known == nil, case .edit(let edit) = step, !edit.isAboutRegistry { return }
    let (state, catalogue) = try current()
    let before = state.candidate.registry
    try state.perform(step)
    let after = state.candidate.registry
    known = (state, after == before ? catalogue : self.catalogue(after))
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

extension CommandContext {
  /// A binder of the candidate's names, as the candidate is when each command is read.
  var binder: Binder {
    binder(isLive: true) { [self] in
      let session = try session()
      return (session.latest.rollout, session.candidate)
    }
  }

  /// A binder of the names of a file that begins with a state.
  func binder(from rollout: Rollout) -> Binder { binder(isLive: false) { (rollout, rollout) } }

  private func binder(
    isLive: Bool, begin: @escaping () throws -> (committed: Rollout, candidate: Rollout)
  ) -> Binder {
    let scope = NameScope(
      registry, isLive: isLive,
      catalogue: { [self] changes in (try? session())?.store.catalogue(with: changes) ?? registry.fitting(changes) }
    ) { [self] in
      let (committed, candidate) = try begin()
      return ScriptedState(committed: committed, candidate: candidate, over: registry) { [self] number in
        try? session().history.revision(number).rollout
      }
    }
    return Binder(scope, files)
  }
}
