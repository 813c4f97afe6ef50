import Domain
import Text

/// What the sandbox's banks have on record: cardholders, their cards, and how each bank behaves (docs/contract.md,
/// "chaka-bank").
public struct Book: Sendable {
  public let cardholders: [Cardholder]
  public let behaviours: [BankCode: Behaviour]

  public init(cardholders: [Cardholder], behaviours: [BankCode: Behaviour] = [:]) {
    self.cardholders = cardholders
    self.behaviours = behaviours
  }
}

/// A person as banks know them. Texts are brought to their normal form where they have one, not validated: a bank's
/// record is what it is.
public struct Cardholder: Sendable {
  public let name: String
  public let idNumber: String
  public let phone: String
  public let cards: [BookCard]

  public init(name: String, idNumber: String, phone: String, cards: [BookCard]) {
    self.name = (try? PersonName(name))?.text ?? name.trimmingSpaces()
    self.idNumber = IdentityNumber.normal(idNumber)
    self.phone = PhoneNumber.normal(phone)
    self.cards = cards
  }
}

/// A card at one bank, with the reasons for which a bank would leave it out (docs/facts.md, "The report").
public struct BookCard: Sendable {
  public let bank: BankCode
  public let kind: CardKind
  public let number: CardNumber
  /// A phone number was left with the bank.
  public var phoneOnFile = true
  public var documentExpired = false
  /// Card-not-present payment is enabled.
  public var cardNotPresent = true
  public var supplementary = false
  /// Of another card network than this one.
  public var otherNetwork = false
  public var closed = false
  /// Frozen or reported lost: still the person's, and reported.
  public var frozen = false
  /// Of the account behind it: 1, 2 or 3.
  public var accountClass = 1
  public var prepaid = false

  public init(bank: BankCode, kind: CardKind, number: CardNumber) {
    self.bank = bank
    self.kind = kind
    self.number = number
  }
}
