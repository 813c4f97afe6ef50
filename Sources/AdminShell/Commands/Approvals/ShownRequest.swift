import Domain
import RolloutControl
import Store

extension CommandContext {
  /// A request with everything that an approver answers for. The shown version is the one that is approved.
  func result(for request: ApprovalRequest) throws -> RequestResult {
    let session = try session()
    let running = try session.running(for: request).rollout
    let report = try session.approvals.report(on: request)
    seen[request.number] = request
    return RequestResult(
      report: report, catalogue: session.names(of: report.commit?.rollout ?? running, and: running),
      calledOff: try calledOff(by: report, session))
  }

  /// The changes of the commit that a request would cancel; nil for another request.
  private func calledOff(by report: RequestReport, _ session: OperatorSession) throws -> ComparisonResult? {
    guard case .cancelCommit(let number)? = report.change,
      let commit = try session.schedule.scheduled().first(where: { $0.number == number })
    else { return nil }
    let base = try session.history.revision(commit.base)
    return ComparisonResult(
      from: .revision(base.number), to: .scheduled(number), changes: base.rollout.changes(to: commit.rollout),
      catalogue: session.names(of: commit.rollout, and: base.rollout))
  }
}
