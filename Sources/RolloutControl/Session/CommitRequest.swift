import Domain
import Store

extension OperatorSession {
  /// Makes a request for approval of the candidate.
  public func requestCommit(_ terms: CommitTerms, replacing number: Int? = nil) throws -> ApprovalRequest {
    _ = try running()
    // Includes subjects with the base's own value: somebody may have changed them since, and then they conflict.
    let state = RequestedState(rollout: candidate, restated: intent.restated(on: base.rollout))
    let request = try approvals.request(
      .commit(base: base.number, state, terms), saying: intent, comment: terms.comment, replacing: number)
    startAfresh()
    return request
  }
}
