import Domain

/// A rollout in the slow and obvious form, for comparison with the compiled gate and the merge.
struct NaiveRollout: Equatable {
  enum Places: Equatable {
    case everywhere
    case only([RegionCode])

    func contains(_ region: RegionCode) -> Bool {
      switch self {
      case .everywhere: true
      case .only(let regions): regions.contains(region)
      }
    }
  }

  enum BankState: Equatable {
    case closed
    case connected(Places)
    case suspended(reason: String, before: Places?)

    var places: Places? {
      switch self {
      case .closed: nil
      case .connected(let places): places
      case .suspended(_, let before): before
      }
    }
  }

  let regions: [RegionCode]
  let banks: [BankCode]
  /// The reason of a pause.
  var pause: String?
  /// The open channels, by position; regions and banks likewise.
  var channels: [Bool]
  var shares: [Int]
  var states: [BankState]
  /// The values of the policies that operators here set.
  var policies: [String?]

  init(_ catalogue: Catalogue) {
    regions = catalogue.regions.map(\.code)
    banks = catalogue.banks.map(\.code)
    channels = Channel.allCases.map { _ in false }
    shares = regions.map { _ in 0 }
    states = banks.map { _ in .closed }
    policies = Self.policyNames.map { _ in nil }
  }

  static let policyNames = ["four-eyes", "approvals"]

  func state(of bank: BankCode) -> BankState { banks.firstIndex(of: bank).map { states[$0] } ?? .closed }
  var isPaused: Bool { pause != nil }
}

// MARK: Reading

extension NaiveRollout {
  /// Every reason against an application, in the order of lists.
  func objections(region: RegionCode, bucket: Int, channel: Channel, banks chosen: [BankCode]) -> [NaiveReason] {
    general(region: region, bucket: bucket, channel: channel)
      + chosen.compactMap { bank in objection(bank, region: region).map { NaiveReason($0, bank) } }
  }

  func general(region: RegionCode, bucket: Int, channel: Channel) -> [NaiveReason] {
    var found: [NaiveReason] = []
    if isPaused { found.append(NaiveReason("service_paused")) }
    if let position = Channel.allCases.firstIndex(of: channel), !channels[position] {
      found.append(NaiveReason("channel_closed"))
    }
    let share = regions.firstIndex(of: region).map { shares[$0] } ?? 0
    if bucket >= share { found.append(NaiveReason(share == 0 ? "region_closed" : "not_in_share")) }
    return found
  }

  func objection(_ bank: BankCode, region: RegionCode) -> String? {
    switch state(of: bank) {
    case .closed: "bank_not_connected"
    case .suspended: "bank_suspended"
    case .connected(let places): places.contains(region) ? nil : "bank_not_in_region"
    }
  }

  /// The banks that a person there can choose, the region's own openness aside.
  func offered(in region: RegionCode) -> [BankCode] { banks.filter { objection($0, region: region) == nil } }
}

/// A reason for which an application is refused.
struct NaiveReason: Equatable {
  let code: String
  let bank: BankCode?

  init(_ code: String, _ bank: BankCode? = nil) {
    self.code = code
    self.bank = bank
  }
}

// MARK: Changing

extension NaiveRollout {
  mutating func apply(_ edit: RolloutEdit) {
    switch edit {
    case .openRegions(let codes, let share): for code in codes { set(code, Int(share.hundredths)) }
    case .closeRegions(let codes): for code in codes { set(code, 0) }
    case .connect(let codes, let places): for code in codes { set(code, .connected(Places(places))) }
    case .disconnect(let codes): for code in codes { set(code, .closed) }
    case .suspend(let codes, let reason):
      for code in codes { set(code, .suspended(reason: reason, before: state(of: code).places)) }
    case .resume(let codes):
      for code in codes {
        if case .suspended(_, let before) = state(of: code) { set(code, before.map { .connected($0) } ?? .closed) }
      }
    case .openChannels(let open): for channel in open { set(channel, true) }
    case .closeChannels(let closed): for channel in closed { set(channel, false) }
    case .pauseService(let reason): pause = reason
    case .resumeService: pause = nil
    case .setPolicy(let setting):
      guard let index = Self.policyNames.firstIndex(of: setting.policy.name) else {
        preconditionFailure("no operator of the simulation sets this policy")
      }
      policies[index] = setting.value
    case .addBank, .removeBank, .renameRegion, .renameBank:
      preconditionFailure("no operator of the simulation changes the registry")
    }
  }

  private mutating func set(_ region: RegionCode, _ share: Int) {
    if let index = regions.firstIndex(of: region) { shares[index] = share }
  }

  private mutating func set(_ bank: BankCode, _ state: BankState) {
    if let index = banks.firstIndex(of: bank) { states[index] = state }
  }

  private mutating func set(_ channel: Channel, _ isOpen: Bool) {
    if let index = Channel.allCases.firstIndex(of: channel) { channels[index] = isOpen }
  }

  /// Whether the stored rollout is equal.
  func agrees(with rollout: Rollout) -> Bool {
    var read = NaiveRollout(like: self)
    if case .paused(let reason) = rollout.service { read.pause = reason }
    read.channels = Channel.allCases.map { rollout.isOpen($0) }
    read.shares = regions.map { Int(rollout.share(of: $0).hundredths) }
    read.states = banks.map { BankState(rollout.state(of: $0)) }
    read.policies = Self.policyNames.map { rollout.policies[$0] }
    return read == self
  }

  private init(like other: NaiveRollout) {
    self = other
    pause = nil
  }
}

extension NaiveRollout.Places {
  init(_ regions: BankRegions) {
    switch regions {
    case .everywhere: self = .everywhere
    case .only(let named): self = .only(named.sorted())
    }
  }
}

extension NaiveRollout.BankState {
  init(_ state: BankRollout) {
    switch state {
    case .closed: self = .closed
    case .connected(let regions): self = .connected(NaiveRollout.Places(regions))
    case .suspended(let reason, let regions):
      self = .suspended(reason: reason, before: regions.map { NaiveRollout.Places($0) })
    }
  }
}
