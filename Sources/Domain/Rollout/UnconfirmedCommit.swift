/// A commit that is undone unless somebody confirms it in time (docs/rules.md, "Scheduled and unconfirmed commits").
public struct UnconfirmedCommit: Sendable, Equatable {
  /// The revision that the commit made.
  public let revision: Int
  public let author: String
  /// The time at which it took force.
  public let from: Moment
  /// The moment at which it is undone, or judged by its guardrails.
  public let until: Moment
  /// The guardrails that decide; empty if only an operator can confirm the commit.
  public let guardrails: [HealthGuardrail]
  /// The evidence that its guardrails need.
  public let evidence: Evidence
  public let state: State

  public enum State: Sendable, Equatable {
    case waiting
    /// Confirmed by an operator, or by `chaka` if the guardrails held.
    case confirmed(by: String)
    /// Undone, by this revision; nil if nothing was left to undo.
    case restored(by: Int?)
  }

  public init(
    revision: Int, author: String, from: Moment, until: Moment, guardrails: [HealthGuardrail],
    evidence: Evidence = .usual, state: State
  ) {
    self.revision = revision
    self.author = author
    self.from = from
    self.until = until
    self.guardrails = guardrails
    self.evidence = evidence
    self.state = state
  }
}
