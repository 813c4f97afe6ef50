import Domain
import Store

/// The effects of the candidate on people and queries, if it took force now.
public struct ImpactReport: Sendable, Equatable {
  /// The revision in force.
  public let from: Int
  public let impact: Impact
  public let queries: QueryImpact
  /// The subjects that the candidate would open again after unreviewed emergencies closed them.
  public let reopens: [Reopening]

  /// People who lose the service or at least one bank.
  public var lost: Int { impact.people.lost }
}

extension OperatorSession {
  /// The effects of the whole candidate beside the revision in force. A candidate without changes has none.
  public func impact() throws -> ImpactReport {
    let running = try store.runningRevision()
    let rollout = try rebased(onto: running)
    return try store.read { try $0.impact(of: rollout, over: running) }
  }
}

extension Transaction {
  func impact(of rollout: Rollout, over running: Revision) throws -> ImpactReport {
    let catalogue = store.catalogue(of: rollout)
    let banks = catalogue.banks.map(\.code)
    let former = store.catalogue(of: running.rollout).banks.map(\.code).filter { catalogue.bank($0) == nil }
    let impact = try Impact(
      from: running.rollout, to: rollout, regions: catalogue.regions.map(\.code), banks: banks + former
    ) { try population(of: $0, in: $1) }
    return ImpactReport(
      from: running.number, impact: impact,
      queries: try queryImpact(from: running.rollout, to: rollout),
      reopens: try reopened(by: rollout, over: running.rollout))
  }
}
