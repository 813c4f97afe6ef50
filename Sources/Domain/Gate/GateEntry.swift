/// The compiled admission of one region's people through one channel.
@usableFromInline
struct GateEntry: Sendable {
  /// The buckets below it may enter; 0 where nobody may, whatever the share.
  @usableFromInline let limit: UInt16
  /// The buckets below it are in the region's share.
  @usableFromInline let share: UInt16
  /// The first of the reasons that hold back the others.
  @usableFromInline let hindrance: Hindrance
  /// What holds back everybody.
  @usableFromInline let common: GateReasons

  init(_ rollout: Rollout, channel: Channel, share: Share) {
    var common = GateReasons()
    if rollout.service.isPaused { common.insert(.servicePaused) }
    if !rollout.isOpen(channel) { common.insert(.channelClosed) }
    self.common = common
    self.share = share.hundredths
    limit = common.isEmpty ? share.hundredths : 0
    hindrance = Hindrance(common.first ?? Self.reasonOutside(share: share.hundredths))
  }

  /// Every reason that concerns a person.
  @inlinable func reasons(_ bucket: Bucket) -> GateReasons {
    var reasons = common
    if bucket.number >= share { reasons.insert(Self.reasonOutside(share: share)) }
    return reasons
  }

  @inlinable static func reasonOutside(share: UInt16) -> GateReason { share == 0 ? .regionClosed : .notInShare }
}
