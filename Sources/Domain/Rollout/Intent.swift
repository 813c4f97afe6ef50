/// What somebody says the rollout is to be: each thing with what was in force when it was said.
///
/// This is the one meaning of "what an operator changed": `commit`, `rollback`, `compare`, scheduling and firing go by
/// it. What was not said follows the running rollout. What was said is kept, also where it changes nothing; only an
/// edit that takes one's own earlier edit back unsays it (docs/rules.md, "Scheduled and unconfirmed commits").
public struct Intent: Sendable, Equatable {
  public private(set) var scope: Scope
  /// In force when each subject of the scope was first said; of others it says nothing.
  public private(set) var seen: Rollout
  /// What is to be; beyond the scope what was running when it was last looked at.
  public private(set) var meant: Rollout

  /// Nothing is said yet.
  public init(on running: Rollout) {
    scope = .none
    seen = running
    meant = running
  }

  /// An intent that leads from one rollout to another, and says more than it changes.
  public init(from seen: Rollout, to meant: Rollout, saying scope: Scope = .none) {
    self.scope = scope.union(Scope(changing: seen, to: meant))
    self.seen = seen
    self.meant = meant
  }

  /// An intent that was written down.
  public init(seen: Rollout, meant: Rollout, scope: Scope) {
    self.seen = seen
    self.meant = meant
    self.scope = scope
  }

  /// Whether all of the rollout was said: what `rollback` says.
  public var isWhole: Bool { scope.isWhole }

  /// The scope beyond what it changes of what is running: what has to be noted beside the two rollouts to have it back.
  public func restated(on running: Rollout) -> Scope {
    if scope.isWhole { return .whole }
    return Scope(facets: scope.facets.subtracting(Scope(changing: running, to: over(running)).facets))
  }
}

// MARK: Saying

extension Intent {
  /// Says what an edit says, and gives whether that changed anything.
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

  /// What one's own edits changed there and back is not said any more.
  private mutating func unsay(_ subject: RolloutChange.Subject, on running: Rollout) {
    let value = meant.setting(of: subject)
    guard !scope.isWhole, value == seen.setting(of: subject), value == running.setting(of: subject) else { return }
    scope.remove(subject)
  }

  /// Says that all is to be as another rollout is.
  public mutating func rollBack(to rollout: Rollout, on running: Rollout) {
    scope = .whole
    seen = running
    meant = rollout
  }
}

// MARK: Meeting what is running

extension Intent {
  /// What was said and somebody else has made otherwise since: each as it was said, and as it was made.
  public func clashes(with running: Rollout) -> [(ours: RolloutChange, theirs: RolloutChange)] {
    let rollout = over(running)
    return seen.changes(to: running).compactMap { theirs in
      let value = rollout.setting(of: theirs.subject)
      guard scope.contains(theirs.subject), value != theirs.to else { return nil }
      return (RolloutChange(subject: theirs.subject, from: theirs.from, to: value), theirs)
    }
  }

  /// What is said, put on top of what is running, clashes or not.
  public func over(_ running: Rollout) -> Rollout {
    if scope.isWhole { return meant }
    var rollout = running
    for facet in scope.facets { rollout.take(facet, from: meant) }
    return rollout
  }

  /// What it speaks of, as `compare` names it; of a whole rollout what differs from what was seen.
  public var subjects: Set<RolloutChange.Subject> {
    Set(scope.isWhole ? changes.map(\.subject) : scope.facets.map(\.subject))
  }

  /// What is not said becomes what is running.
  public mutating func follow(_ running: Rollout) { meant = over(running) }

  public func rebased(onto running: Rollout) -> Rebase {
    let clashes = clashes(with: running)
    guard clashes.isEmpty else { return .conflict(ours: clashes.map(\.ours), theirs: clashes.map(\.theirs)) }
    return .merged(over(running))
  }

  /// The same, said of what is running now: what a schedule holds.
  public func entered(on running: Rollout) -> Intent {
    Intent(seen: running, meant: over(running), scope: scope)
  }

  /// What it changes of what was seen.
  public var changes: [RolloutChange] { seen.changes(to: over(seen)) }

  /// The same, said in the knowledge of what another one says, which comes before it.
  public func standing(on earlier: Intent) -> Intent {
    var intent = self
    intent.seen = earlier.over(seen)
    return intent
  }
}
