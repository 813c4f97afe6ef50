import Text

/// The stored and hashed form of a rollout: one JSON object, keys in a fixed order, nothing that is closed. Its
/// registry entries stand in it only if there are any.
extension Rollout {
  public var document: JSONValue {
    let registry: [JSONValue.Member] = self.registry.isEmpty ? [] : [.init("registry", self.registry.document)]
    return .object(
      [
        .init("service", service.json),
        .init("channels", JSONValue(channels.map(\.rawValue))),
        .init(
          "regions",
          .object(shares.sorted { $0.key < $1.key }.map { .init($0.key.text, .integer(Int64($0.value.hundredths))) })),
        .init("banks", .object(banks.sorted { $0.key < $1.key }.map { .init($0.key.text, $0.value.json) })),
        .init("policies", .object(policies.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
      ] + registry)
  }

  /// Reads the form that `document` writes; nil for anything else.
  public init?(document: JSONValue) {
    self.init()
    guard let service = ServiceState(json: document["service"]),
      case .array(let channels) = document["channels"], case .object(let regions) = document["regions"],
      case .object(let banks) = document["banks"], case .object(let policies) = document["policies"]
    else { return nil }
    self.service = service
    for channel in channels {
      guard case .string(let name) = channel, let channel = Channel(rawValue: name) else { return nil }
      set(channel, open: true)
    }
    for region in regions {
      guard case .integer(let hundredths) = region.value, let share = Share(hundredths: Int(hundredths)) else {
        return nil
      }
      set(share, for: RegionCode(region.key))
    }
    for bank in banks {
      guard let state = BankRollout(json: bank.value) else { return nil }
      set(state, for: BankCode(bank.key))
    }
    for policy in policies {
      guard case .string(let value) = policy.value else { return nil }
      set(policy: policy.key, to: value)
    }
    guard let added = document["registry"] else { return }
    guard let registry = RegistryChanges(document: added) else { return nil }
    self.registry = registry
  }
}

extension ServiceState {
  public var json: JSONValue {
    switch self {
    case .open: "open"
    case .paused(let reason): .object([.init("paused", .string(reason))])
    }
  }

  init?(json: JSONValue?) {
    if json == "open" {
      self = .open
    } else if case .string(let reason)? = json?["paused"] {
      self = .paused(reason: reason)
    } else {
      return nil
    }
  }
}

extension BankRollout {
  var json: JSONValue {
    switch self {
    case .closed: "closed"
    case .connected(let regions): .object([.init("connected", regions.json)])
    case .suspended(let reason, let regions):
      .object([.init("suspended", regions?.json ?? .null), .init("reason", .string(reason))])
    }
  }

  init?(json: JSONValue) {
    if let connected = json["connected"] {
      guard let regions = BankRegions(json: connected) else { return nil }
      self = .connected(regions)
    } else if let suspended = json["suspended"], let reason = json.text("reason") {
      let regions = BankRegions(json: suspended)
      guard regions != nil || suspended == .null else { return nil }
      self = .suspended(reason: reason, regions: regions)
    } else {
      return nil
    }
  }
}

extension BankRegions {
  init?(json: JSONValue) {
    if json == "all" {
      self = .everywhere
    } else if case .array(let names) = json {
      let regions = names.compactMap { name -> RegionCode? in
        guard case .string(let text) = name else { return nil }
        return RegionCode(text)
      }
      guard regions.count == names.count else { return nil }
      self = .named(regions)
    } else {
      return nil
    }
  }
}
