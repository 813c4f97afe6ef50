import Domain

/// Reading of columns that no seal covers: calculations with any value found there do not overflow.
extension Moment {
  init(unbound milliseconds: Int64) {
    self.init(milliseconds: min(max(0, milliseconds), Moment.distantFuture.milliseconds))
  }
}

extension SQLRow {
  /// A count between 0 and 1,000,000.
  func unboundCount(_ column: Int) -> Int { min(max(0, int(column)), 1_000_000) }
}
