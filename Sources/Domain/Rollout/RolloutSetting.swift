import Text

/// The value of one subject in a rollout.
public enum RolloutSetting: Sendable, Equatable {
  case service(ServiceState)
  case channel(isOpen: Bool)
  case region(Share)
  case bank(BankRollout)
  /// The value of a policy; nil if it is not set, so that its standard value holds.
  case policy(String?)
  /// The entry of an added bank; nil if the rollout adds no such bank.
  case registryBank(Bank?)
  /// The name of a region; nil if the region has the registry's name.
  case regionName(RegionName?)
  /// The name of a bank; nil if the bank has its own name.
  case bankName(Bilingual?)
}

extension Rollout {
  /// The value of a subject in this rollout.
  public func setting(of subject: RolloutChange.Subject) -> RolloutSetting {
    switch subject {
    case .service: .service(service)
    case .channel(let channel): .channel(isOpen: isOpen(channel))
    case .region(let region): .region(share(of: region))
    case .bank(let bank): .bank(state(of: bank))
    case .policy(let name): .policy(policies[name])
    case .registryBank(let bank): .registryBank(registry.banks[bank])
    case .regionName(let region): .regionName(registry.regionNames[region])
    case .bankName(let bank): .bankName(registry.bankNames[bank])
    }
  }
}

// MARK: Written form

extension RolloutSetting {
  /// The JSON as in changes, rules and audit entries (docs/contract.md, "JSON shapes").
  public var json: JSONValue {
    switch self {
    case .service(let service): service.json
    case .channel(let isOpen): isOpen ? "open" : "closed"
    case .region(let share): share.json
    case .bank(let state): state.json
    case .policy(let value): JSONValue(value)
    case .registryBank(let bank): bank?.entry ?? .null
    case .regionName(let name): name?.json ?? .null
    case .bankName(let name): name?.json ?? .null
    }
  }
}

extension RolloutSetting {
  /// Reads what `json` wrote of a subject; nil for anything else.
  public init?(json: JSONValue, of subject: RolloutChange.Subject) {
    let setting: RolloutSetting? =
      switch subject {
      case .service: ServiceState(json: json).map { .service($0) }
      case .channel: json == "open" ? .channel(isOpen: true) : json == "closed" ? .channel(isOpen: false) : nil
      case .region: Share(text: json.compact).map { .region($0) }
      case .bank: json == "closed" ? .bank(.closed) : BankRollout(json: json).map { .bank($0) }
      case .policy: json == .null ? .policy(nil) : json.text.map { .policy($0) }
      case .registryBank(let code):
        json == .null ? .registryBank(nil) : Bank(code: code, entry: json).map { .registryBank($0) }
      case .regionName: json == .null ? .regionName(nil) : RegionName(json: json).map { .regionName($0) }
      case .bankName: json == .null ? .bankName(nil) : Bilingual(json: json).map { .bankName($0) }
      }
    guard let setting else { return nil }
    self = setting
  }
}

extension RolloutChange {
  /// The JSON `{"path":...,"from":...,"to":...}`.
  public var json: JSONValue { ["path": .string(path), "from": from.json, "to": to.json] }
}

extension [RolloutChange] {
  public var json: JSONValue { .array(map(\.json)) }
}
