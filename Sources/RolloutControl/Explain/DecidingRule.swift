import Domain
import Store

/// The rule that settled one point: its setting, its revision and that revision's author.
public struct DecidingRule: Sendable, Equatable {
  public let subject: RolloutChange.Subject
  public let value: RolloutSetting
  public let origin: RevisionStamp
}

extension Transaction {
  /// The rule of a revision on a subject, with the revision that it came from.
  func rule(on subject: RolloutChange.Subject, in revision: Revision) throws -> DecidingRule {
    DecidingRule(
      subject: subject, value: revision.rollout.setting(of: subject),
      origin: try origin(of: subject, upTo: revision.number))
  }
}

extension GateReason {
  /// The subject of the rule that gives this reason.
  func subject(region: RegionCode, channel: Channel, bank: BankCode?) -> RolloutChange.Subject {
    switch self {
    case .servicePaused: .service
    case .channelClosed: .channel(channel)
    case .regionClosed, .notInShare: .region(region)
    case .bankNotConnected, .bankSuspended, .bankNotInRegion:
      bank.map { .bank($0) } ?? .region(region)
    }
  }
}
