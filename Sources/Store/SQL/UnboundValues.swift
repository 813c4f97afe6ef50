import Domain

/// Of columns that no seal covers: whatever stands there, reckoning with it does not overflow.
extension Moment {
  init(unbound milliseconds: Int64) {
    self.init(milliseconds: min(max(0, milliseconds), Moment.distantFuture.milliseconds))
  }
}

extension SQLRow {
  /// A count, of which nobody needs to know how large a large one is.
  func unboundCount(_ column: Int) -> Int { min(max(0, int(column)), 1_000_000) }
}
