/// The smallest unit of saying and undoing: a subject, but for a bank its connection and its suspension apart, as a
/// bank that was suspended stays suspended when its connection is undone.
public enum Facet: Sendable, Hashable {
  case subject(RolloutChange.Subject)
  /// The regions where the bank is connected, or would be but for its suspension.
  case connection(BankCode)
  case suspension(BankCode)

  static func all(of subject: RolloutChange.Subject) -> [Facet] {
    if case .bank(let bank) = subject { [.connection(bank), .suspension(bank)] } else { [.subject(subject)] }
  }

  /// The subject that the facet is a part of, as `compare` names it.
  var subject: RolloutChange.Subject {
    switch self {
    case .subject(let subject): subject
    case .connection(let bank), .suspension(let bank): .bank(bank)
    }
  }

  /// Whether a change from one rollout to another is about the facet. To suspend and to resume a bank says nothing of
  /// its connection; any other change of a bank says both.
  func isChanged(from before: Rollout, to after: Rollout) -> Bool {
    guard before.setting(of: subject) != after.setting(of: subject) else { return false }
    guard case .connection(let bank) = self else { return true }
    let (old, new) = (before.state(of: bank), after.state(of: bank))
    return !((old.suspension != nil || new.suspension != nil) && old.regions == new.regions)
  }
}

extension Facet {
  func isSame(in one: Rollout, and other: Rollout) -> Bool {
    var taken = one
    taken.take(self, from: other)
    return taken.setting(of: subject) == one.setting(of: subject)
  }

  /// The subject's path, and for a bank the name of the facet: `banks.icbc.suspension`.
  var path: String {
    switch self {
    case .subject(let subject): subject.path
    case .connection: subject.path + ".connection"
    case .suspension: subject.path + ".suspension"
    }
  }

  /// Reads the form that `path` writes.
  init?(path: String) {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("service", 1): self = .subject(.service)
    case ("channels", 2):
      guard let channel = Channel(rawValue: parts[1]) else { return nil }
      self = .subject(.channel(channel))
    case ("regions", 3) where parts[2] == "share": self = .subject(.region(RegionCode(parts[1])))
    case ("banks", 3) where parts[2] == "connection": self = .connection(BankCode(parts[1]))
    case ("banks", 3) where parts[2] == "suspension": self = .suspension(BankCode(parts[1]))
    case ("policies", 2): self = .subject(.policy(parts[1]))
    case ("registry", 3) where parts[1] == "banks": self = .subject(.registryBank(BankCode(parts[2])))
    case ("registry", 4) where parts[1] == "regions" && parts[3] == "name":
      self = .subject(.regionName(RegionCode(parts[2])))
    case ("registry", 4) where parts[1] == "banks" && parts[3] == "name":
      self = .subject(.bankName(BankCode(parts[2])))
    default: return nil
    }
  }
}

extension RolloutEdit {
  /// The facets of the subject.
  var facets: [Facet] {
    switch self {
    case .openRegions(let regions, _), .closeRegions(let regions): regions.map { .subject(.region($0)) }
    case .connect(let banks, _), .disconnect(let banks): banks.flatMap { Facet.all(of: .bank($0)) }
    case .suspend(let banks, _), .resume(let banks): banks.map { .suspension($0) }
    case .openChannels(let channels), .closeChannels(let channels): channels.map { .subject(.channel($0)) }
    case .pauseService, .resumeService: [.subject(.service)]
    case .setPolicy(let setting): [.subject(.policy(setting.policy.name))]
    case .addBank(let bank): [.subject(.registryBank(bank.code))]
    case .removeBank(let bank): [.subject(.registryBank(bank)), .subject(.bankName(bank))]
    case .renameRegion(let region, _): [.subject(.regionName(region))]
    case .renameBank(let bank, _): [.subject(.bankName(bank))]
    }
  }
}

extension Rollout {
  mutating func take(_ facet: Facet, from other: Rollout) {
    switch facet {
    case .subject(let subject): take(subject, from: other)
    case .connection(let bank):
      set(BankRollout(regions: other.state(of: bank).regions, suspension: state(of: bank).suspension), for: bank)
    case .suspension(let bank):
      set(BankRollout(regions: state(of: bank).regions, suspension: other.state(of: bank).suspension), for: bank)
    }
  }
}

extension BankRollout {
  fileprivate init(regions: BankRegions?, suspension: String?) {
    self = suspension.map { .suspended(reason: $0, regions: regions) } ?? regions.map { .connected($0) } ?? .closed
  }

  /// The reason of the suspension; nil if the bank is not suspended.
  fileprivate var suspension: String? {
    if case .suspended(let reason, _) = self { reason } else { nil }
  }
}
