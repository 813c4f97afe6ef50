import Domain
import RolloutControl

/// The regions and banks that commands may name at the place that has been reached: those of the registry's files, what
/// the candidate adds to them, and what the commands before would add that were bound and are not done yet.
public final class NameScope {
  private let registry: Catalogue
  private let catalogue: (RegistryChanges) -> Catalogue
  private let begin: () throws -> ScriptedState
  private var known: (state: ScriptedState, catalogue: Catalogue)?
  /// Whether each command is done before the next one is bound, so that the candidate itself says what there is.
  let isLive: Bool

  /// Of files that are read without a database: their own additions only.
  convenience init(_ registry: Catalogue) {
    self.init(registry, isLive: false, catalogue: { registry.fitting($0) }) {
      ScriptedState(committed: .initial, over: registry) { $0 == 0 ? .initial : nil }
    }
  }

  /// `begin` gives the state from which commands are read, and `catalogue` what there is with what a state adds.
  init(
    _ registry: Catalogue, isLive: Bool, catalogue: @escaping (RegistryChanges) -> Catalogue,
    begin: @escaping () throws -> ScriptedState
  ) {
    self.registry = registry
    self.isLive = isLive
    self.catalogue = catalogue
    self.begin = begin
  }

  /// The same place, from which to read ahead.
  var ahead: NameScope {
    let scope = NameScope(registry, isLive: false, catalogue: catalogue, begin: begin)
    scope.known = known.map { ($0.state.copy, $0.catalogue) }
    return scope
  }

  /// Goes on where another scope has read ahead to.
  func adopt(_ scope: NameScope) { known = scope.known }

  /// What was bound has been done.
  func refresh() { if isLive { known = nil } }

  func names() throws -> Catalogue { try current().catalogue }

  /// What the commands that were read have made of the rollout.
  func candidate() throws -> Rollout { try current().state.candidate }

  private func current() throws -> (state: ScriptedState, catalogue: Catalogue) {
    if let known { return known }
    let state = try begin()
    let found = (state, catalogue(state.candidate.registry))
    known = found
    return found
  }

  /// Takes in what a step will do, so that the commands behind it may name it. Throws `RegistryConflict` for what will be
  /// refused.
  func learn(_ step: ScriptedStep) throws {
    // Nothing was asked for, and the candidate itself will show what is done by then.
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
  /// Binds names by the candidate, as it is when each command is read.
  var binder: Binder {
    binder(isLive: true) { [self] in
      let session = try session()
      return (session.latest.rollout, session.candidate)
    }
  }

  /// Binds the names of a file that begins with a state.
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
    return Binder(scope)
  }
}
