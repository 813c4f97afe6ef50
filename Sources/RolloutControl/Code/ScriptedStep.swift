import Domain

/// One step of a script about the rollout.
public enum ScriptedStep: Sendable, Equatable {
  case edit(RolloutEdit)
  /// Goes back to the running rollout.
  case discard
  case rollback(Int)
  case commit(CommitTerms)
}

extension CommitTerms {
  /// These terms, and the other's where these have none.
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
