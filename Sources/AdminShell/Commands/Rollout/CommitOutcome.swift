import Domain
import RolloutControl
import Text

extension CommandContext {
  /// The result of a commit, with its conflicts and the revisions that it confirmed.
  func result(for outcome: CommitOutcome) throws -> CommitResult {
    let session = try session()
    return CommitResult(
      outcome: outcome, clashes: session.clashes(with: outcome), confirms: try session.confirmed(by: outcome))
  }

  /// The terms with the number of people who lose something, as typed by the person at the terminal before anything
  /// happens. The commit, or the request for one, judges the number again in its own transaction.
  func withLossesTyped(_ terms: CommitTerms, _ session: OperatorSession) throws -> CommitTerms {
    guard let ask, terms.expectedLoss == nil else { return terms }
    let forecast = try session.forecast(at: terms.at)
    guard let lost = forecast.lossesToConfirm else { return terms }
    guard let typed = ask(Self.question(lost, confirming: forecast.confirms.map(\.revision))),
      Arguments.wholeNumber(typed) == lost
    else {
      throw LossFault.notConfirmed(lost: lost)
    }
    var terms = terms
    terms.expectedLoss = lost
    return terms
  }

  private static func question(_ lost: Int, confirming revisions: [Int]) -> Bilingual {
    let confirmed = revisions.isEmpty ? Bilingual(zh: "", en: "") : Consequences.confirming(revisions)
    return Bilingual(
      zh: (revisions.isEmpty ? "" : confirmed.zh + "。") + "\(lost) 人将失去服务或银行（详见 impact）。请输入该人数以继续：",
      en: (revisions.isEmpty ? "" : confirmed.en + ". ")
        + "\(lost) \(lost == 1 ? "person loses" : "people lose") the service or a bank (see impact). "
        + "Type the number to continue: ")
  }
}
