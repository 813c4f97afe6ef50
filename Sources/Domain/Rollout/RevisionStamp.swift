/// The author and time of a revision.
public struct RevisionStamp: Sendable, Equatable {
  public let number: Int
  public let author: String
  public let comment: String
  public let committedAt: Moment
  public let effectiveAt: Moment

  public init(number: Int, author: String, comment: String, committedAt: Moment, effectiveAt: Moment) {
    self.number = number
    self.author = author
    self.comment = comment
    self.committedAt = committedAt
    self.effectiveAt = effectiveAt
  }
}
