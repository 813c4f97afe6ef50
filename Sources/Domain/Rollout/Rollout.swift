import Text

/// The content of a revision: the service, channels, regions, banks and policies. In revision 0 the service is open and
/// nothing else is.
///
/// Only differences from closed are kept, so that equal rollouts compare equal.
public struct Rollout: Sendable, Equatable {
  public var service: ServiceState
  /// The open channels, in the order of `Channel.allCases`.
  public private(set) var channels: [Channel]
  /// The shares above 0, by region.
  public private(set) var shares: [RegionCode: Share]
  /// The banks that are not closed.
  public private(set) var banks: [BankCode: BankRollout]
  public private(set) var policies: [String: String]
  /// The registry entries of the rollout; `apply(_:over:)` and `requireConsistent` check that they do not contradict
  /// each other.
  public var registry: RegistryChanges

  public static let initial = Rollout()

  public init() {
    service = .open
    channels = []
    shares = [:]
    banks = [:]
    policies = [:]
    registry = .none
  }

  public func share(of region: RegionCode) -> Share { shares[region] ?? .none }
  public func state(of bank: BankCode) -> BankRollout { banks[bank] ?? .closed }
  /// The connected banks, sorted.
  public var connectedBanks: [BankCode] {
    banks.filter { if case .connected = $0.value { true } else { false } }.keys.sorted()
  }
  /// The banks that another rollout connects and this one does not.
  public func banksConnected(by other: Rollout) -> [BankCode] {
    let connected = Set(connectedBanks)
    return other.connectedBanks.filter { !connected.contains($0) }
  }
  public func isOpen(_ channel: Channel) -> Bool { channels.contains(channel) }

  public mutating func set(_ share: Share, for region: RegionCode) {
    shares[region] = share == .none ? nil : share
  }

  public mutating func set(_ state: BankRollout, for bank: BankCode) {
    banks[bank] = state == .closed ? nil : state
  }

  public mutating func set(_ channel: Channel, open: Bool) {
    channels = Channel.allCases.filter { $0 == channel ? open : channels.contains($0) }
  }

  public mutating func set(policy: String, to value: String?) {
    policies[policy] = value
  }
}

/// Whether the service accepts applications and asks banks at all. An operator pauses and resumes the service.
public enum ServiceState: Sendable, Equatable {
  case open
  case paused(reason: String)

  public var isPaused: Bool { self != .open }
}

/// A bank's place in the rollout: any state may follow any other.
public enum BankRollout: Sendable, Equatable {
  /// The bank is asked nothing; any message that it still sends is discarded.
  case closed
  /// The bank is asked about people of these regions.
  case connected(BankRegions)
  /// The bank's enquiries wait for its return or the deadline. `regions` are those that `resume` gives back; nil: it
  /// was closed.
  case suspended(reason: String, regions: BankRegions?)

  public var regions: BankRegions? {
    switch self {
    case .closed: nil
    case .connected(let regions): regions
    case .suspended(_, let regions): regions
    }
  }

  /// The state's name, `closed`, `connected` or `suspended`, as in `show gate`.
  public var name: String {
    switch self {
    case .closed: "closed"
    case .connected: "connected"
    case .suspended: "suspended"
    }
  }
}

/// The regions in which a bank is connected.
public enum BankRegions: Sendable, Equatable {
  case everywhere
  /// Some regions, sorted, not empty.
  case only([RegionCode])

  public static func named(_ regions: [RegionCode]) -> BankRegions {
    .only(Array(Set(regions)).sorted())
  }

  public func contains(_ region: RegionCode) -> Bool {
    switch self {
    case .everywhere: true
    case .only(let regions): regions.contains(region)
    }
  }

  public var json: JSONValue {
    switch self {
    case .everywhere: "all"
    case .only(let regions): JSONValue(regions.map(\.text))
    }
  }
}
