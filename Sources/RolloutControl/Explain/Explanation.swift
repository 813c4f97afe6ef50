import Domain
import Store

/// What the gate says about people of a region, and why.
public struct Explanation: Sendable {
  /// Nil where only a share of the region's people is admitted: then it depends on the person.
  public let admitted: Bool?
  public let share: Share
  public let revision: Int
  public let at: Moment
  public let region: RegionCode
  /// What concerns the people of the region; reasons of a bank stand beside the bank.
  public let reasons: [GateReason]
  /// The region's own openness left aside.
  public let banks: [BankAnswer]

  public struct BankAnswer: Sendable {
    public let bank: BankCode
    /// Nil admits.
    public let reason: GateReason?
  }
}

extension OperatorSession {
  /// Answers for a region and banks (none: all) now, or at a past time from the revision then in force.
  public func explain(region: RegionCode, banks: [BankCode], channel: Channel, at time: Moment?) throws -> Explanation {
    try store.applyDue()
    return try store.read { transaction in
      let at = time ?? transaction.now
      guard at <= transaction.now else { throw RolloutFault.timeInFuture(at, now: transaction.now) }
      let revision = try time == nil ? transaction.lastAppliedRevision() : transaction.revisionInForce(at: at)
      let gate = try transaction.gate(of: revision.number)
      return explanation(gate, revision.rollout, region: region, banks: banks, channel: channel, at: at)
    }
  }

  private func explanation(
    _ gate: Gate, _ rollout: Rollout, region: RegionCode, banks: [BankCode], channel: Channel, at: Moment
  ) -> Explanation {
    let share = rollout.share(of: region)
    let first = Applicant(region: region, bucket: Bucket(number: 0), channel: channel)
    let reasons = gate.general(first).map(\.reason)
    let chosen = banks.isEmpty ? catalogue.banks.map(\.code) : banks
    let answers = chosen.map { Explanation.BankAnswer(bank: $0, reason: gate.bankObjection($0, region: region)) }
    return Explanation(
      admitted: verdict(reasons, share: share, answers: answers, named: !banks.isEmpty), share: share,
      revision: gate.revision, at: at, region: region, reasons: reasons, banks: answers)
  }

  /// An application naming banks is refused whole when one of them is not admitted; asked about all banks, one
  /// admitted bank is enough.
  private func verdict(
    _ reasons: [GateReason], share: Share, answers: [Explanation.BankAnswer], named: Bool
  ) -> Bool? {
    guard reasons.isEmpty else { return false }
    let admitted = answers.filter { $0.reason == nil }
    guard named ? admitted.count == answers.count : !admitted.isEmpty else { return false }
    return share == .full ? true : nil
  }
}
