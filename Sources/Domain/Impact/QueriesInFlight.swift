/// The queries whose enquiry at one bank has not ended, by their numbers.
public struct QueriesInFlight: Sendable, Equatable {
  /// Those that the bank has not acknowledged.
  public var unasked: [Int]
  /// Those whose answer is to be fetched.
  public var acknowledged: [Int]

  public init(unasked: [Int] = [], acknowledged: [Int] = []) {
    self.unasked = unasked
    self.acknowledged = acknowledged
  }
}
