/// A set of reasons in one byte, read in the order in which they are listed.
public struct GateReasons: Sequence, IteratorProtocol, Sendable, Equatable {
  /// A bit for each reason's number.
  @usableFromInline var bits: UInt8

  @inlinable public init() { bits = 0 }

  @inlinable public var isEmpty: Bool { bits == 0 }
  /// The reason listed first.
  @inlinable public var first: GateReason? {
    GateReason(rawValue: UInt8(truncatingIfNeeded: bits.trailingZeroBitCount))
  }

  @inlinable public mutating func insert(_ reason: GateReason) { bits |= 1 << reason.rawValue }

  @inlinable public mutating func next() -> GateReason? {
    let reason = first
    bits &= bits &- 1
    return reason
  }
}
