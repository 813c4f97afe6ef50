import Domain
import RolloutControl
import Store

extension CommandContext {
  /// A request with all that an approval signs. What was shown is what is approved.
  func result(for request: ApprovalRequest) throws -> RequestResult {
    let session = try session()
    let running = try session.running(for: request).rollout
    let report = try session.approvals.report(on: request)
    seen[request.number] = request
    return RequestResult(
      report: report, catalogue: session.names(of: report.commit?.rollout ?? running, and: running),
      calledOff: try calledOff(by: report, session))
  }

  /// What the commit would have changed that a request would call off.
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
