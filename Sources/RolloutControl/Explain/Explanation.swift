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
  /// What keeps people out: first what concerns the region, then what concerns banks that were asked about by name.
  public let reasons: [Objection]
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
    let general = gate.general(first)
    let chosen = banks.isEmpty ? catalogue.banks.map(\.code) : banks
    let answers = chosen.map { Explanation.BankAnswer(bank: $0, reason: gate.bankObjection($0, region: region)) }
    let named =
      banks.isEmpty ? [] : answers.compactMap { answer in answer.reason.map { Objection($0, bank: answer.bank) } }
    return Explanation(
      admitted: verdict(general + named, share: share, answers: answers), share: share,
      revision: gate.revision, at: at, region: region, reasons: general + named, banks: answers)
  }

  /// An application naming banks is refused whole when one of them is not admitted; asked about all banks, one
  /// admitted bank is enough.
  private func verdict(_ reasons: [Objection], share: Share, answers: [Explanation.BankAnswer]) -> Bool? {
    guard reasons.isEmpty, answers.contains(where: { $0.reason == nil }) else { return false }
    return share == .full ? true : nil
  }
}
