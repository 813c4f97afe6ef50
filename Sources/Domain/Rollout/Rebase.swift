/// The outcome of putting what was said on top of a rollout that has moved on (docs/rules.md, "Scheduled and
/// unconfirmed commits").
public enum Rebase: Sendable, Equatable {
  case merged(Rollout)
  /// Both sides changed these, and differently. `theirs` leads from what was seen to the running rollout.
  case conflict(ours: [RolloutChange], theirs: [RolloutChange])
}
