/// The rollout that an operator intends: each subject with the value in force when it was said.
///
/// This is the one meaning of "the changes of an operator": `commit`, `rollback`, `compare`, scheduling and taking
/// force go by it. Subjects that were not said follow the running rollout. Those that were said are kept, even if they
/// change nothing; only an edit that takes back the operator's own earlier edit unsays them (docs/rules.md, "Scheduled
/// and unconfirmed commits").
public struct Intent: Sendable, Equatable {
  public private(set) var scope: Scope
  /// The rollout in force when each subject of the scope was first said; of other subjects it says nothing.
  public private(set) var seen: Rollout
  /// The intended rollout; beyond the scope it is the running one when that was last looked at.
  public private(set) var meant: Rollout

  /// An intent that says nothing yet.
  public init(on running: Rollout) {
    scope = .none
    seen = running
    meant = running
  }

  /// An intent that leads from one rollout to another, and says a scope beyond its changes.
  public init(from seen: Rollout, to meant: Rollout, saying scope: Scope = .none) {
    self.scope = scope.union(Scope(changing: seen, to: meant))
    self.seen = seen
    self.meant = meant
  }

  /// An intent that was stored.
  public init(seen: Rollout, meant: Rollout, scope: Scope) {
    self.seen = seen
    self.meant = meant
    self.scope = scope
  }

  /// Whether the whole rollout was said, as by `rollback`.
  public var isWhole: Bool { scope.isWhole }

  /// The scope beyond the changes of the running rollout: to be stored beside the two rollouts, to have the intent
  /// back.
  public func restated(on running: Rollout) -> Scope {
    if scope.isWhole { return .whole }
    return Scope(facets: scope.facets.subtracting(Scope(changing: running, to: over(running)).facets))
  }
}

// MARK: Saying

extension Intent {
  /// Adds an edit to the intent, and gives whether it changed anything.
  public mutating func edit(
    _ edit: RolloutEdit, on running: Rollout, over own: Catalogue
  ) throws(RegistryConflict) -> Bool {
    let before = meant
    var after = meant
    try after.apply(edit, over: own)
    let changed = Scope(changing: before, to: after)
    meant = after
    for facet in Set(edit.facets).union(changed.facets) { say(facet, on: running) }
    for subject in Set(changed.facets.map(\.subject)) { unsay(subject, on: running) }
    return before != after
  }

  private mutating func say(_ facet: Facet, on running: Rollout) {
    if !scope.contains(facet.subject) { seen.take(facet.subject, from: running) }
    scope.insert(facet)
  }

  /// Takes a subject out of the scope if the operator's own edits changed its value there and back.
  private mutating func unsay(_ subject: RolloutChange.Subject, on running: Rollout) {
    let value = meant.setting(of: subject)
    guard !scope.isWhole, value == seen.setting(of: subject), value == running.setting(of: subject) else { return }
    scope.remove(subject)
  }

  /// Says that the whole rollout is to be as another one.
  public mutating func rollBack(to rollout: Rollout, on running: Rollout) {
    scope = .whole
    seen = running
    meant = rollout
  }
}

// MARK: The running rollout

extension Intent {
  /// The subjects that were said and that somebody else has changed otherwise since: each as it was said, and as it was
  /// changed.
  public func clashes(with running: Rollout) -> [(ours: RolloutChange, theirs: RolloutChange)] {
    let rollout = over(running)
    return seen.changes(to: running).compactMap { theirs in
      let value = rollout.setting(of: theirs.subject)
      guard scope.contains(theirs.subject), value != theirs.to else { return nil }
      return (RolloutChange(subject: theirs.subject, from: theirs.from, to: value), theirs)
    }
  }

  /// The running rollout with the said values on top, conflicts or not.
  public func over(_ running: Rollout) -> Rollout {
    if scope.isWhole { return meant }
    var rollout = running
    for facet in scope.facets { rollout.take(facet, from: meant) }
    return rollout
  }

  /// The subjects that were said, as `compare` names them; of a whole rollout those that differ from the seen one.
  public var subjects: Set<RolloutChange.Subject> {
    Set(scope.isWhole ? changes.map(\.subject) : scope.facets.map(\.subject))
  }

  /// Gives subjects that were not said their running values.
  public mutating func follow(_ running: Rollout) { meant = over(running) }

  public func rebased(onto running: Rollout) -> Rebase {
    let clashes = clashes(with: running)
    guard clashes.isEmpty else { return .conflict(ours: clashes.map(\.ours), theirs: clashes.map(\.theirs)) }
    return .merged(over(running))
  }

  /// The same intent, said of the running rollout: the form that a schedule holds.
  public func entered(on running: Rollout) -> Intent {
    Intent(seen: running, meant: over(running), scope: scope)
  }

  /// The changes of the seen rollout.
  public var changes: [RolloutChange] { seen.changes(to: over(seen)) }

  /// The same intent, said in the knowledge of another one, which comes before it.
  public func standing(on earlier: Intent) -> Intent {
    var intent = self
    intent.seen = earlier.over(seen)
    return intent
  }
}
