/// The preconditions of commits, if the policy asks for them: data of the registry.
public struct Preconditions: Sendable, Equatable {
  public let openings: [OpeningRule]
  public let connections: [ConnectionRule]

  public static let none = Preconditions(openings: [], connections: [])

  public init(openings: [OpeningRule], connections: [ConnectionRule]) {
    self.openings = openings
    self.connections = connections
  }
}

/// A rule that a group of regions opens only after the group before has been open for some days, with answers from
/// banks.
public struct OpeningRule: Sendable, Equatable {
  public let group: String
  /// The subject of the rule: the group's regions, without those of the groups before it.
  public let regions: [RegionCode]
  /// The name of the group before.
  public let after: String
  public let predecessors: [RegionCode]
  public let days: Int
  /// The share of the enquiries of those days that has to be answered within the deadline.
  public let answered: Share

  public init(
    group: String, regions: [RegionCode], after: String, predecessors: [RegionCode], days: Int, answered: Share
  ) {
    self.group = group
    self.regions = regions
    self.after = after
    self.predecessors = predecessors
    self.days = days
    self.answered = answered
  }

  /// The name of the rule, whatever the figures: a scheduled commit's override counts for this name later, too.
  var subject: String { "group \(group) after \(after)" }

  /// The regions of the rule that a commit opens, to however few people; one that was open to anybody is open already.
  public func opened(from: Rollout, to: Rollout) -> [RegionCode] {
    regions.filter { from.share(of: $0) == .none && to.share(of: $0) > .none }
  }

  /// Whether every region of the group before is open to somebody.
  public func isPrecedent(_ rollout: Rollout) -> Bool { predecessors.allSatisfy { rollout.share(of: $0) > .none } }
}

/// A rule that a bank of a group connects only with some days of certification left.
public struct ConnectionRule: Sendable, Equatable {
  public let banks: [BankCode]
  public let certificationDays: Int

  public init(banks: [BankCode], certificationDays: Int) {
    self.banks = banks
    self.certificationDays = certificationDays
  }

  /// The name of the rule for a bank.
  static func subject(_ bank: BankCode) -> String { "bank \(bank)" }

  /// The banks of the rule that a commit connects anew. Other regions, a suspension and its end connect no bank anew; a
  /// connection and suspension in one commit does.
  public func connected(from: Rollout, to: Rollout) -> [BankCode] {
    banks.filter { from.state(of: $0).regions == nil && to.state(of: $0).regions != nil }
  }
}
