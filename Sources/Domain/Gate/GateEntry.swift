/// The compiled admission of one region's people through one channel.
@usableFromInline
struct GateEntry: Sendable {
  /// The bucket below which people may enter; 0 if nobody may, whatever the share.
  @usableFromInline let limit: UInt16
  /// The bucket below which people are in the region's share.
  @usableFromInline let share: UInt16
  /// The rank of the reason listed first for people who may not enter.
  @usableFromInline let rank: ReasonRank
  /// The reasons that hold for everybody.
  @usableFromInline let common: GateReasons

  init(_ rollout: Rollout, channel: Channel, share: Share) {
    var common = GateReasons()
    if rollout.service.isPaused { common.insert(.servicePaused) }
    if !rollout.isOpen(channel) { common.insert(.channelClosed) }
    self.common = common
    self.share = share.hundredths
    limit = common.isEmpty ? share.hundredths : 0
    rank = ReasonRank(common.first ?? Self.reasonOutside(share: share.hundredths))
  }

  /// Every reason that holds for a person of this bucket.
  @inlinable func reasons(_ bucket: Bucket) -> GateReasons {
    var reasons = common
    if bucket.number >= share { reasons.insert(Self.reasonOutside(share: share)) }
    return reasons
  }

  @inlinable static func reasonOutside(share: UInt16) -> GateReason { share == 0 ? .regionClosed : .notInShare }
}
