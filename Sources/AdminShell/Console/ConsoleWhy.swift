import Domain
import RolloutControl

/// Commands that say why.
extension Console {
  func explanation(_ action: Action, _ session: OperatorSession) throws -> any Answer {
    switch action {
    case .explain(let region, let banks, let channel, let at):
      ExplanationAnswer(
        explanation: try session.explain(region: region, banks: banks, channel: channel, at: at), catalogue: catalogue,
        columns: settings.columns)
    case .explainQuery(let number, let at):
      ExplanationAnswer(
        explanation: try session.explain(query: number, at: at), catalogue: catalogue, columns: settings.columns)
    case .explainRefusal(let number, let region, let banks, let channel):
      RefusalAnswer(
        explanation: try session.explain(refusal: number, region: region, banks: banks, channel: channel),
        catalogue: catalogue, columns: settings.columns)
    default: preconditionFailure("not a question why")
    }
  }
}
