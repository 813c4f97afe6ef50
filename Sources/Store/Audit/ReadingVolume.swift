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

extension Transaction {
  /// Counts the reads about people that the chain holds of an operator.
  public func readingVolume(of author: String) throws -> ReadingVolume {
    let own = try sql.first(
      "select count(*) from audit where action = 'read' and at > $1 and author = $2",
      .integer(now.adding(.days(-1)).milliseconds), .text(author), read: { $0.int(0) })
    let others = try sql.all(
      """
      select count(*) from audit where action = 'read' and at > $1 and author <> $2
      group by author, (at + 28800000) / 86400000 order by count(*)
      """,
      .integer(now.adding(.days(-30)).milliseconds), .text(author), read: { $0.int(0) })
    return ReadingVolume(lastDay: own ?? 0, usual: others.isEmpty ? 0 : others[others.count / 2])
  }
}
