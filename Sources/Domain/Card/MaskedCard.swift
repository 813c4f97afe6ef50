/// One card as a report shows it: bank, kind, first 4 and last 4 digits (docs/facts.md, "The report").
///
/// Holds nothing but four and four digits.
public struct MaskedCard: Sendable, Hashable {
  public let bank: BankCode
  public let kind: CardKind
  public let first4: String
  public let last4: String

  /// Nil unless both are exactly four digits.
  public init?(bank: BankCode, kind: CardKind, first4: String, last4: String) {
    guard Self.isFourDigits(first4), Self.isFourDigits(last4) else { return nil }
    self.bank = bank
    self.kind = kind
    self.first4 = first4
    self.last4 = last4
  }

  /// The masked form of a full number.
  public init(bank: BankCode, kind: CardKind, number: CardNumber) {
    self.bank = bank
    self.kind = kind
    (first4, last4) = number.masked
  }

  private static func isFourDigits(_ text: String) -> Bool {
    text.utf8.count == 4 && text.utf8.allSatisfy(\.isDigit)
  }
}
