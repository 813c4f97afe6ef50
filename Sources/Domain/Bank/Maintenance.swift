import Text

/// A period in which a bank is not asked: nothing is sent to the bank, its enquiries wait.
public struct Maintenance: Sendable, Equatable {
  public let number: Int
  public let bank: BankCode
  public let from: Moment
  /// The first moment after the maintenance.
  public let until: Moment
  public let author: String
  public let madeAt: Moment

  /// The time before a maintenance from which on people are told of it.
  public static let notice = Span.hours(24)

  public init(number: Int, bank: BankCode, from: Moment, until: Moment, author: String, madeAt: Moment) {
    self.number = number
    self.bank = bank
    self.from = from
    self.until = until
    self.author = author
    self.madeAt = madeAt
  }

  /// The JSON `{"from":"...","until":"..."}`.
  public var json: JSONValue { ["from": JSONValue(from), "until": JSONValue(until)] }
}
