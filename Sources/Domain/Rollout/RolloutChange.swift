/// One thing that differs between two rollouts.
public struct RolloutChange: Sendable, Equatable {
  public let subject: Subject
  public let from: RolloutSetting
  public let to: RolloutSetting

  /// The parts of a rollout; two changes are about the same thing if their subjects are equal.
  public enum Subject: Sendable, Hashable, Comparable {
    case service
    case channel(Channel)
    case region(RegionCode)
    case bank(BankCode)
    case policy(String)
    /// The registry entry of a bank that a rollout added.
    case registryBank(BankCode)
    case regionName(RegionCode)
    case bankName(BankCode)
  }

  public init(subject: Subject, from: RolloutSetting, to: RolloutSetting) {
    self.subject = subject
    self.from = from
    self.to = to
  }

  public var path: String { subject.path }
}

extension RolloutChange.Subject {
  /// The subject's path: `regions.CN-GD.share`, `banks.icbc`, `channels.app`, `service`, `policies.NAME`,
  /// `registry.banks.gdnx`, `registry.regions.CN-GD.name`, `registry.banks.icbc.name`.
  public var path: String {
    switch self {
    case .service: "service"
    case .channel(let channel): "channels.\(channel.rawValue)"
    case .region(let region): "regions.\(region).share"
    case .bank(let bank): "banks.\(bank)"
    case .policy(let name): "policies.\(name)"
    case .registryBank(let bank): "registry.banks.\(bank)"
    case .regionName(let region): "registry.regions.\(region).name"
    case .bankName(let bank): "registry.banks.\(bank).name"
    }
  }
}

extension Rollout {
  /// The changes that lead from this rollout to another, in the order registry, service, channels, regions, banks,
  /// policies.
  public func changes(to other: Rollout) -> [RolloutChange] {
    subjects(with: other).compactMap { subject in
      let from = setting(of: subject)
      let to = other.setting(of: subject)
      return from == to ? nil : RolloutChange(subject: subject, from: from, to: to)
    }
  }

  private func subjects(with other: Rollout) -> [RolloutChange.Subject] {
    let regions = Set(shares.keys).union(other.shares.keys).sorted()
    let banks = Set(self.banks.keys).union(other.banks.keys).sorted()
    let policies = Set(self.policies.keys).union(other.policies.keys).sorted()
    return registrySubjects(with: other) + [.service] + Channel.allCases.map { .channel($0) }
      + regions.map { .region($0) }
      + banks.map { .bank($0) } + policies.map { .policy($0) }
  }

  private func registrySubjects(with other: Rollout) -> [RolloutChange.Subject] {
    let (ours, theirs) = (registry, other.registry)
    guard ours != theirs else { return [] }
    return Set(ours.banks.keys).union(theirs.banks.keys).sorted().map { .registryBank($0) }
      + Set(ours.regionNames.keys).union(theirs.regionNames.keys).sorted().map { .regionName($0) }
      + Set(ours.bankNames.keys).union(theirs.bankNames.keys).sorted().map { .bankName($0) }
  }

  /// Takes the subjects of the changes over from another rollout.
  public mutating func apply(_ changes: [RolloutChange], of other: Rollout) {
    for change in changes { take(change.subject, from: other) }
  }

  /// Takes one subject over from another rollout.
  mutating func take(_ subject: RolloutChange.Subject, from other: Rollout) {
    switch subject {
    case .service: service = other.service
    case .channel(let channel): set(channel, open: other.isOpen(channel))
    case .region(let region): set(other.share(of: region), for: region)
    case .bank(let bank): set(other.state(of: bank), for: bank)
    case .policy(let name): set(policy: name, to: other.policies[name])
    case .registryBank(let bank): registry.set(other.registry.banks[bank], for: bank)
    case .regionName(let region): registry.set(other.registry.regionNames[region], for: region)
    case .bankName(let bank): registry.set(other.registry.bankNames[bank], for: bank)
    }
  }
}
