import Domain

/// What a script says about the rollout, one step after the other.
public enum ScriptedStep: Sendable, Equatable {
  case edit(RolloutEdit)
  /// Back to what is running.
  case discard
  case rollback(Int)
  case commit(CommitTerms)
}

extension CommitTerms {
  /// These terms, and what they leave out from others.
  func completed(by others: CommitTerms) -> CommitTerms {
    var terms = self
    terms.at = at ?? others.at
    terms.comment = comment.isEmpty ? others.comment : comment
    terms.confirmation = confirmation ?? others.confirmation
    terms.expectedLoss = expectedLoss ?? others.expectedLoss
    terms.override = override ?? others.override
    terms.reopening = reopening.isEmpty ? others.reopening : reopening
    return terms
  }
}
