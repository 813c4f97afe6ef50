/// Decisions on compiled identifiers.
extension Gate {
  @inlinable public func position(of region: RegionCode) -> RegionPosition? { regionPositions[region.text] }
  @inlinable public func position(of bank: BankCode) -> BankPosition? { bankPositions[bank.text] }

  /// Whether people of a bucket in a region may apply through a channel at all; nil admits.
  @inlinable public func objection(region: RegionPosition, bucket: Bucket, channel: Channel) -> GateReason? {
    hindrance(region, bucket, channel).reason
  }

  /// Whether a bank may be asked about people of a region; nil admits. Leaves the region's own openness aside.
  @inlinable public func objection(region: RegionPosition, bank: BankPosition) -> GateReason? {
    hindrance(region, bank).reason
  }

  /// The whole of one region-and-bank decision; nil admits.
  @inlinable public func objection(
    region: RegionPosition, bucket: Bucket, channel: Channel, bank: BankPosition
  ) -> GateReason? {
    hindrance(region, bucket, channel).joined(with: hindrance(region, bank)).reason
  }

  @inlinable func hindrance(_ region: RegionPosition, _ bucket: Bucket, _ channel: Channel) -> Hindrance {
    let entry = entry(region, channel)
    return entry.hindrance.lifted(if: bucket.number < entry.limit)
  }

  @inlinable func hindrance(_ region: RegionPosition, _ bank: BankPosition) -> Hindrance {
    let word = connected[Int(region.index) &* wordsPerRegion &+ Int(bank.index) &>> 6]
    return closures[Int(bank.index)].lifted(if: word & (1 &<< UInt64(bank.index)) != 0)
  }

  @inlinable func entry(_ region: RegionPosition, _ channel: Channel) -> GateEntry {
    entries[channel.position &* (regionCount &+ 1) &+ Int(region.index)]
  }
}

/// The applicant, as far as the gate is concerned.
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
    let row = position(of: applicant.region)
    var found = reasons(applicant, row).map { Objection($0) }
    for bank in banks {
      if let reason = objection(row, position(of: bank)) { found.append(Objection(reason, bank: bank)) }
    }
    return found
  }

  /// What stands against a bank for people of a region, the region's own openness aside; nil admits.
  public func bankObjection(_ bank: BankCode, region: RegionCode) -> GateReason? {
    objection(position(of: region), position(of: bank))
  }

  /// Reasons that concern the person: all that hold, in the order of `GateReason`.
  public func general(_ applicant: Applicant) -> [Objection] {
    reasons(applicant, position(of: applicant.region)).map { Objection($0) }
  }

  /// The whole answer to one applicant with a single look-up and no allocation: first all that concerns the person,
  /// then for each bank, by its place in `banks`, what stands against it; nil admits, the general reasons aside.
  @inlinable public func judge(
    _ applicant: Applicant, general: (GateReasons) -> Void, bank: (Int, GateReason?) -> Void
  ) {
    let row = position(of: applicant.region)
    general(reasons(applicant, row))
    for place in closures.indices {
      bank(place, objection(row, BankPosition(UInt16(truncatingIfNeeded: place))))
    }
  }

  /// A region or bank that the gate does not know is not connected.
  @inlinable func objection(_ region: RegionPosition?, _ bank: BankPosition?) -> GateReason? {
    guard let region, let bank else { return .bankNotConnected }
    return objection(region: region, bank: bank)
  }

  /// A region that the gate does not know has an entry of its own, the last.
  @inlinable func reasons(_ applicant: Applicant, _ region: RegionPosition?) -> GateReasons {
    entry(region ?? RegionPosition(UInt16(truncatingIfNeeded: regionCount)), applicant.channel).reasons(
      applicant.bucket)
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
    return switch closures[Int(position.index)].reason {
    case .bankSuspended: .suspended
    case .bankNotConnected: .closed
    default: .connected
    }
  }
}
