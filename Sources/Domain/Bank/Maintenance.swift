/// A time at which a bank has announced that it works on its system: nothing is sent to it meanwhile, enquiries wait.
public struct Maintenance: Sendable, Equatable {
  public let number: Int
  public let bank: BankCode
  public let from: Moment
  /// The first moment at which the bank is asked again.
  public let until: Moment
  public let author: String

  public init(number: Int, bank: BankCode, from: Moment, until: Moment, author: String) {
    self.number = number
    self.bank = bank
    self.from = from
    self.until = until
    self.author = author
  }

  /// How long before it people are told of it.
  public static let notice = Span.hours(24)

  public func isUnderway(at now: Moment) -> Bool { from <= now && now < until }
  /// Whether people are told before they choose the bank.
  public func isAnnounced(at now: Moment) -> Bool {
    from.adding(Span(milliseconds: -Self.notice.milliseconds)) <= now && now < until
  }

  /// `{"from":...,"until":...}`
  public var json: JSONValue { ["from": JSONValue(from), "until": JSONValue(until)] }
}
