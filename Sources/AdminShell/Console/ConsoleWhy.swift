import RolloutControl

/// Commands that say why.
extension Console {
  func explanation(_ action: Action, _ session: OperatorSession) throws -> any Answer {
    switch action {
    case .explain(let region, let banks, let channel, let at):
      try answer(try session.explanations.explain(region: region, banks: banks, channel: channel, at: at), session)
    case .explainQuery(let number, let at):
      try answer(try session.explanations.explain(query: number, at: at), session)
    case .explainRefusal(let number, let region, let banks, let channel):
      RefusalAnswer(
        explanation: try session.explanations.explain(refusal: number, region: region, banks: banks, channel: channel),
        catalogue: catalogue, columns: settings.columns)
    default: preconditionFailure("not a question why")
    }
  }

  /// With the names of the revision that it is about.
  private func answer(_ explanation: Explanation, _ session: OperatorSession) throws -> ExplanationAnswer {
    ExplanationAnswer(
      explanation: explanation, catalogue: session.catalogue(of: try session.history.revision(explanation.revision)),
      columns: settings.columns)
  }
}
