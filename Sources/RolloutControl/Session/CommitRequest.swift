import Domain
import Store

extension OperatorSession {
  /// Asks for the approval of the candidate.
  public func requestCommit(_ terms: CommitTerms, replacing number: Int? = nil) throws -> ApprovalRequest {
    _ = try running()
    // Also what its base has as it was said: somebody may have made it otherwise since, and then it clashes.
    let state = RequestedState(rollout: candidate, restated: intent.restated(on: base.rollout))
    let request = try approvals.request(
      .commit(base: base.number, state, terms), saying: intent, comment: terms.comment, replacing: number)
    startAfresh()
    return request
  }
}
