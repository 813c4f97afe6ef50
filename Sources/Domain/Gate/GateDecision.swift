/// Decisions on compiled identifiers.
extension Gate {
  @inlinable public func position(of region: RegionCode) -> RegionPosition? { regionPositions[region.text] }
  @inlinable public func position(of bank: BankCode) -> BankPosition? { bankPositions[bank.text] }

  /// Whether people of a bucket in a region may apply through a channel at all; nil admits.
  @inlinable public func objection(region: RegionPosition, bucket: Bucket, channel: Channel) -> GateReason? {
    if isPaused { return .servicePaused }
    if channels & channel.bit == 0 { return .channelClosed }
    let share = shares[Int(region.index)]
    if share.holds(bucket) { return nil }
    return share == .none ? .regionClosed : .notInShare
  }

  /// Whether a bank may be asked about people of a region; nil admits. Leaves the region's own openness aside.
  @inlinable public func objection(region: RegionPosition, bank: BankPosition) -> GateReason? {
    let word = connected[Int(region.index) * wordsPerRegion + Int(bank.index) >> 6]
    if word & (1 << UInt64(bank.index & 63)) != 0 { return nil }
    return closures[Int(bank.index)]
  }

  /// The whole of one region-and-bank decision; nil admits.
  @inlinable public func objection(
    region: RegionPosition, bucket: Bucket, channel: Channel, bank: BankPosition
  ) -> GateReason? {
    objection(region: region, bucket: bucket, channel: channel) ?? objection(region: region, bank: bank)
  }
}

/// Who applies, as far as the gate is concerned.
public struct Applicant: Sendable, Equatable {
  public let region: RegionCode
  public let bucket: Bucket
  public let channel: Channel

  public init(region: RegionCode, bucket: Bucket, channel: Channel) {
    self.region = region
    self.bucket = bucket
    self.channel = channel
  }
}

/// Decisions on identifiers as they are spelt.
extension Gate {
  /// One region and bank; nil admits. A region or bank that the gate does not know is closed.
  public func objection(to applicant: Applicant, bank: BankCode) -> GateReason? {
    guard let region = position(of: applicant.region) else { return .regionClosed }
    guard let position = position(of: bank) else { return .bankNotConnected }
    return objection(region: region, bucket: applicant.bucket, channel: applicant.channel, bank: position)
  }

  /// Everything that stands against an application, none missing: first what concerns the person, then each
  /// chosen bank in the order chosen. Empty admits it whole.
  public func objections(to applicant: Applicant, banks: [BankCode]) -> [Objection] {
    general(applicant) + banks.compactMap { bank in
      bankObjection(bank, region: applicant.region).map { Objection($0, bank: bank) }
    }
  }

  /// What stands against a bank for people of a region, the region's own openness aside; nil admits.
  public func bankObjection(_ bank: BankCode, region: RegionCode) -> GateReason? {
    guard let column = position(of: bank), let row = position(of: region) else { return .bankNotConnected }
    return objection(region: row, bank: column)
  }

  /// Reasons that concern the person: all that hold, in the order of `GateReason`.
  public func general(_ applicant: Applicant) -> [Objection] {
    var found: [Objection] = []
    if isPaused { found.append(Objection(.servicePaused)) }
    if channels & applicant.channel.bit == 0 { found.append(Objection(.channelClosed)) }
    let share = position(of: applicant.region).map { shares[Int($0.index)] } ?? .none
    if !share.holds(applicant.bucket) { found.append(Objection(share == .none ? .regionClosed : .notInShare)) }
    return found
  }
}

/// What the engine may do with a bank's enquiries (rule 9).
public enum BankStanding: Sendable, Equatable {
  /// Asked.
  case connected
  /// Its enquiries wait.
  case suspended
  /// Its enquiries are withdrawn.
  case closed
}

extension Gate {
  /// A paused service asks nothing.
  public var isServicePaused: Bool { isPaused }

  public func standing(of bank: BankCode) -> BankStanding {
    guard let position = position(of: bank) else { return .closed }
    return switch closures[Int(position.index)] {
    case .bankSuspended: .suspended
    case .bankNotConnected: .closed
    default: .connected
    }
  }
}
