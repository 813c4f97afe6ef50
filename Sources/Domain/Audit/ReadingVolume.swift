/// The number of an operator's reads about people, beside the usual number.
public struct ReadingVolume: Sendable, Equatable {
  /// The operator's reads in the last 24 hours.
  public let lastDay: Int
  /// The median of the others' reads on days on which they read anything, over the last 30 days; 0 if nobody did.
  public let usual: Int

  public init(lastDay: Int, usual: Int) {
    self.lastDay = lastDay
    self.usual = usual
  }

  /// The number of reads below which an operator never stands out, however little the others read.
  public static let least = 20
  /// The multiple of the usual number above which an operator stands out.
  public static let factor = 3

  public var standsOut: Bool { lastDay >= Self.least && lastDay > Self.factor * usual }
}
