/// A reason's rank, as a number: of two the lesser is the reason listed first, and a lifted one is greater than all
/// reasons. So a decision has no branch that a mix of answers could make the processor guess wrong.
@usableFromInline
struct ReasonRank: Sendable {
  @usableFromInline let number: UInt8

  @inlinable init(number: UInt8) { self.number = number }
  init(_ reason: GateReason) { number = reason.rawValue }

  /// A bit that no reason's number has, greater than every number.
  @usableFromInline static var lift: UInt8 { @inlinable get { 8 } }

  @inlinable func lifted(if isAdmitted: Bool) -> ReasonRank {
    ReasonRank(number: number | (isAdmitted ? Self.lift : 0))
  }

  @inlinable func joined(with other: ReasonRank) -> ReasonRank { ReasonRank(number: min(number, other.number)) }

  /// The reason; nil if it was lifted.
  @inlinable var reason: GateReason? { GateReason(rawValue: number) }
}
