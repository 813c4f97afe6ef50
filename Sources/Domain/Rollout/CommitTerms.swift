/// What an operator says with a commit, beside the candidate.
public struct CommitTerms: Sendable, Equatable {
  /// When it takes force; nil is at once.
  public var at: Moment?
  public var comment: String
  /// Nil stays for good; else what it changed is undone unless somebody confirms it in time.
  public var confirmation: Confirmation?
  /// The number of people who may lose something by it, as its author typed it.
  public var expectedLoss: Int?
  /// Why preconditions that are not met are overridden; nil overrides none.
  public var override: String?

  public init(at: Moment? = nil, comment: String = "") {
    self.at = at
    self.comment = comment
  }

  /// `confirmed MINUTES [guarded GUARDRAIL...]`
  public struct Confirmation: Sendable, Equatable {
    public let minutes: Int
    /// With any, the timer decides by them: confirmed where all held, undone where one did not.
    public let guardrails: [HealthGuardrail]

    public init(minutes: Int, guardrails: [HealthGuardrail] = []) {
      self.minutes = minutes
      self.guardrails = guardrails
    }
  }
}

/// What health has to be while a commit waits to be confirmed. The raw value is its name in scripts.
public enum HealthGuardrail: String, Sendable, Hashable, CaseIterable {
  /// Enquiries are answered within 30 seconds.
  case answered
  /// Enquiries do not time out.
  case timeouts
  /// Banks do not fail.
  case failures
}
