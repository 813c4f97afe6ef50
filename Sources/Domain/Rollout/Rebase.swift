/// The outcome of putting a candidate on top of a rollout that has moved on (design: "Scheduled and unconfirmed commits").
public enum Rebase: Sendable, Equatable {
  case merged(Rollout)
  /// Both sides changed these, and differently. `theirs` leads from the common base to the running rollout.
  case conflict(ours: [RolloutChange], theirs: [RolloutChange])
}

extension Rollout {
  /// Three-way merge: this candidate was made from `base`, and `running` is in force now.
  /// Changing the same thing to the same value is no conflict, and neither is what led from `base` to `ground`.
  public func rebased(from base: Rollout, onto running: Rollout, over ground: Rollout? = nil) -> Rebase {
    let ours = base.changes(to: self)
    let theirs = (ground ?? base).changes(to: running)
    let clashes = ours.filter { our in theirs.contains { $0.subject == our.subject && $0.to != our.to } }
    guard clashes.isEmpty else {
      let subjects = Set(clashes.map(\.subject))
      return .conflict(ours: clashes, theirs: theirs.filter { subjects.contains($0.subject) })
    }
    var merged = running
    for change in ours { merged.take(change.subject, from: self) }
    return .merged(merged)
  }
}
