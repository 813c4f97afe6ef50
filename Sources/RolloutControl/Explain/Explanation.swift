import Domain
import Store

/// The gate's decision about people of a region or one application, with the rules, and the change that would reverse
/// it.
public struct Explanation: Sendable, Equatable {
  /// Whether people are admitted; nil if only a share of the region's people is: then it depends on the person.
  public let admitted: Bool?
  public let share: Share
  public let revision: Int
  public let at: Moment
  public let region: RegionCode
  public let channel: Channel
  /// The query by one person that the explanation is about; nil for a region's people.
  public let query: ExplainedQuery?
  /// The reasons against people: first those that concern the region, then those that concern the banks asked for by
  /// name.
  public let reasons: [Objection]
  /// The admission of each bank, the region's own openness left aside.
  public let banks: [BankAdmission]
  /// The rules that settle the service, the channel and the region, in this order, whether they admit or not.
  public let rules: [DecidingRule]
  /// The smallest change that would admit people; empty if they are admitted.
  public let remedy: [RolloutEdit]
  /// The banks that the change connects and that have to be certified first, as of now.
  public let uncertified: [BankCode]

  public struct BankAdmission: Sendable, Equatable {
    public let bank: BankCode
    /// The reason against the bank; nil admits.
    public let reason: GateReason?
    public let rule: DecidingRule
  }

  /// The rule that gives a reason.
  public func rule(for objection: Objection) -> DecidingRule? {
    let subject = objection.reason.subject(region: region, channel: channel, bank: objection.bank)
    return (rules + banks.map(\.rule)).first { $0.subject == subject }
  }
}

/// The facts of a query that an explanation gives: nothing by which its person could be known.
public struct ExplainedQuery: Sendable, Equatable {
  public let number: String
  /// Whether the person is within the region's share.
  public let isWithinShare: Bool
}

extension Explanations {
  /// Explains the gate for a region and banks (none: all) now, or at a past time by the revision then in force.
  public func explain(region: RegionCode, banks: [BankCode], channel: Channel, at time: Moment?) throws -> Explanation {
    try store.applyDue()
    return try store.read { transaction in
      let revision = try transaction.revision(inForceAt: time)
      let applying = Applying(region: region, channel: channel, banks: banks)
      return try transaction.explanation(of: applying, by: revision, at: time ?? transaction.now)
    }
  }
}

/// The region, channel and banks that an explanation is about.
struct Applying {
  let region: RegionCode
  let channel: Channel
  /// The banks; empty for all.
  let banks: [BankCode]
  /// The bucket of the person; nil for a region's people.
  var bucket: Bucket?
  var query: String?
}

extension Transaction {
  /// The running revision, or the one in force at a past time.
  func revision(inForceAt time: Moment?) throws -> Revision {
    guard let time else { return try lastAppliedRevision() }
    guard time <= now else { throw RolloutFault.timeInFuture(time, now: now) }
    return try revisionInForce(at: time)
  }

  func explanation(of applying: Applying, by revision: Revision, at: Moment) throws -> Explanation {
    let (region, channel, rollout) = (applying.region, applying.channel, revision.rollout)
    let gate = try gate(of: revision.number)
    let share = rollout.share(of: region)
    let bucket = applying.bucket ?? Bucket(number: 0)
    let general = gate.general(Applicant(region: region, bucket: bucket, channel: channel))
    let chosen = applying.banks.isEmpty ? gate.banks : applying.banks
    let answers = try chosen.map { bank in
      Explanation.BankAdmission(
        bank: bank, reason: gate.bankObjection(bank, region: region),
        rule: try rule(on: .bank(bank), in: revision))
    }
    let named = applying.banks.isEmpty ? [] : answers.compactMap(\.objection)
    let admitted = applying.verdict(general + named, share: share, answers: answers)
    let remedy = admitted == true ? [] : applying.remedy(in: rollout, banks: chosen)
    return Explanation(
      admitted: admitted, share: share, revision: revision.number, at: at, region: region, channel: channel,
      query: applying.query.map { ExplainedQuery(number: $0, isWithinShare: share.holds(bucket)) },
      reasons: general + named, banks: answers,
      rules: try [.service, .channel(channel), .region(region)].map { try rule(on: $0, in: revision) },
      remedy: remedy, uncertified: try uncertified(in: remedy, of: rollout))
  }

  /// The banks that edits connect and that lack the certification that a rollout asks for.
  private func uncertified(in edits: [RolloutEdit], of rollout: Rollout) throws -> [BankCode] {
    guard rollout.requiresCertification(isSandbox: store.isSandbox) else { return [] }
    return try edits.flatMap(\.connectedBanks).filter { bank in
      if case .invalid = try standing(of: bank) { true } else { false }
    }
  }
}

extension Explanation.BankAdmission {
  fileprivate var objection: Objection? { reason.map { Objection($0, bank: bank) } }
}

extension RolloutEdit {
  fileprivate var connectedBanks: [BankCode] {
    switch self {
    case .connect(let banks, _), .resume(let banks): banks
    default: []
    }
  }
}

extension Applying {
  /// Whether people are admitted. An application that names banks is refused whole if one of them is not admitted; for
  /// all banks, one admitted bank is enough.
  fileprivate func verdict(_ reasons: [Objection], share: Share, answers: [Explanation.BankAdmission]) -> Bool? {
    guard reasons.isEmpty, answers.contains(where: { $0.reason == nil }) else { return false }
    return bucket != nil || share == .full ? true : nil
  }

  fileprivate func remedy(in rollout: Rollout, banks chosen: [BankCode]) -> [RolloutEdit] {
    rollout.remedy(
      region: region, channel: channel, banks: chosen, isAnyEnough: banks.isEmpty,
      isWithinShare: bucket.map { rollout.share(of: region).holds($0) } ?? false)
  }
}
