/// Decisions on compiled identifiers.
extension Gate {
  @inlinable public func position(of region: RegionCode) -> RegionPosition? { regionPositions[region.text] }
  @inlinable public func position(of bank: BankCode) -> BankPosition? { bankPositions[bank.text] }

  /// The reason for which people of a bucket in a region may not apply through a channel; nil admits.
  @inlinable public func objection(region: RegionPosition, bucket: Bucket, channel: Channel) -> GateReason? {
    rank(region, bucket, channel).reason
  }

  /// The reason for which a bank may not be asked about people of a region; nil admits. Leaves the region's own
  /// openness aside.
  @inlinable public func objection(region: RegionPosition, bank: BankPosition) -> GateReason? {
    rank(region, bank).reason
  }

  /// The reason against one region and bank together; nil admits.
  @inlinable public func objection(
    region: RegionPosition, bucket: Bucket, channel: Channel, bank: BankPosition
  ) -> GateReason? {
    rank(region, bucket, channel).joined(with: rank(region, bank)).reason
  }

  @inlinable func rank(_ region: RegionPosition, _ bucket: Bucket, _ channel: Channel) -> ReasonRank {
    let entry = entry(region, channel)
    return entry.rank.lifted(if: bucket.number < entry.limit)
  }

  @inlinable func rank(_ region: RegionPosition, _ bank: BankPosition) -> ReasonRank {
    let word = connected[Int(region.index) &* wordsPerRegion &+ Int(bank.index) &>> 6]
    return closures[Int(bank.index)].lifted(if: word & (1 &<< UInt64(bank.index)) != 0)
  }

  @inlinable func entry(_ region: RegionPosition, _ channel: Channel) -> GateEntry {
    entries[channel.position &* (regionCount &+ 1) &+ Int(region.index)]
  }
}

/// The region, bucket and channel of an applicant.
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

/// Decisions on identifiers in plain text.
extension Gate {
  /// The reason against an applicant and one bank; nil admits. A region or bank that the gate does not know is closed.
  public func objection(to applicant: Applicant, bank: BankCode) -> GateReason? {
    guard let region = position(of: applicant.region) else { return .regionClosed }
    guard let position = position(of: bank) else { return .bankNotConnected }
    return objection(region: region, bucket: applicant.bucket, channel: applicant.channel, bank: position)
  }

  /// Every objection to an application: first those that concern the person, then those to each chosen bank in the
  /// order chosen. Empty admits the application whole.
  public func objections(to applicant: Applicant, banks: [BankCode]) -> [Objection] {
    let row = position(of: applicant.region)
    var found = reasons(applicant, row).map { Objection($0) }
    for bank in banks {
      if let reason = objection(row, position(of: bank)) { found.append(Objection(reason, bank: bank)) }
    }
    return found
  }

  /// The reason against a bank for people of a region, the region's own openness aside; nil admits.
  public func bankObjection(_ bank: BankCode, region: RegionCode) -> GateReason? {
    objection(position(of: region), position(of: bank))
  }

  /// The objections that concern the person, in the order of `GateReason`.
  public func general(_ applicant: Applicant) -> [Objection] {
    reasons(applicant, position(of: applicant.region)).map { Objection($0) }
  }

  /// The decision on one applicant with a single look-up and no allocation: first the objections that concern the
  /// person, then for each bank, by its place in `banks`, its own objection; nil admits, the general reasons aside.
  @inlinable public func judge(
    _ applicant: Applicant, general: (GateReasons) -> Void, bank: (Int, GateReason?) -> Void
  ) {
    let row = position(of: applicant.region)
    general(reasons(applicant, row))
    for place in closures.indices {
      bank(place, objection(row, BankPosition(UInt16(truncatingIfNeeded: place))))
    }
  }

  /// The reason against a bank in a region; one that the gate does not know is not connected.
  @inlinable func objection(_ region: RegionPosition?, _ bank: BankPosition?) -> GateReason? {
    guard let region, let bank else { return .bankNotConnected }
    return objection(region: region, bank: bank)
  }

  /// The reasons of a region's entry; a region that the gate does not know has the last entry.
  @inlinable func reasons(_ applicant: Applicant, _ region: RegionPosition?) -> GateReasons {
    entry(region ?? RegionPosition(UInt16(truncatingIfNeeded: regionCount)), applicant.channel).reasons(
      applicant.bucket)
  }
}

/// The rule by which the engine handles a bank's enquiries (rule 9).
public enum BankStanding: Sendable, Equatable {
  /// The bank is asked.
  case connected
  /// Its enquiries wait.
  case suspended
  /// Its enquiries are withdrawn.
  case closed
}

extension Gate {
  /// Whether the service is paused: then no bank is asked.
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
