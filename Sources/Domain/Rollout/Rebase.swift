/// The outcome of putting an intent on top of a rollout that has moved on (docs/rules.md, "Scheduled and unconfirmed
/// commits").
public enum Rebase: Sendable, Equatable {
  case merged(Rollout)
  /// Both sides changed these subjects, and differently. `theirs` leads from the seen to the running rollout.
  case conflict(ours: [RolloutChange], theirs: [RolloutChange])
}
