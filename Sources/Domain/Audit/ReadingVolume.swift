/// How much an operator has read about people lately, beside what is usual.
public struct ReadingVolume: Sendable, Equatable {
  /// In the last 24 hours.
  public let lastDay: Int
  /// What others read on a day on which they read anything, over the last 30 days: the median; 0 where nobody did.
  public let usual: Int

  public init(lastDay: Int, usual: Int) {
    self.lastDay = lastDay
    self.usual = usual
  }

  /// Fewer never stand out, however little the others read.
  public static let least = 20
  /// How many times the usual it takes.
  public static let factor = 3

  public var standsOut: Bool { lastDay >= Self.least && lastDay > Self.factor * usual }
}
