/// A commit that is undone unless somebody confirms it in time (docs/rules.md, "Scheduled and unconfirmed commits").
public struct UnconfirmedCommit: Sendable, Equatable {
  /// The revision it made.
  public let revision: Int
  public let author: String
  /// When it took force.
  public let from: Moment
  /// From this moment on it is undone, or judged by its guardrails.
  public let until: Moment
  /// None: only an operator can confirm it.
  public let guardrails: [HealthGuardrail]
  /// What its guardrails need to decide.
  public let evidence: Evidence
  public let state: State

  public enum State: Sendable, Equatable {
    case waiting
    /// By an operator, or by `chaka` where the guardrails held.
    case confirmed(by: String)
    /// Undone, by this revision; nil where nothing of it was left to undo.
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
