import Text

/// A time for which a bank asked to be left alone: nothing is sent to it, its enquiries wait.
public struct Maintenance: Sendable, Equatable {
  public let number: Int
  public let bank: BankCode
  public let from: Moment
  /// The first moment at which it is over.
  public let until: Moment
  public let author: String
  public let madeAt: Moment

  /// People are told of it from this long before it begins.
  public static let notice = Span.hours(24)

  public init(number: Int, bank: BankCode, from: Moment, until: Moment, author: String, madeAt: Moment) {
    self.number = number
    self.bank = bank
    self.from = from
    self.until = until
    self.author = author
    self.madeAt = madeAt
  }

  /// `{"from":"...","until":"..."}`
  public var json: JSONValue { ["from": JSONValue(from), "until": JSONValue(until)] }
}
