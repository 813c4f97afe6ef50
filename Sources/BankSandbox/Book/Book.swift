import Domain
import Text

/// The records of the sandbox's banks: cardholders, their cards, and the behaviour of each bank (docs/contract.md,
/// "chaka-bank").
public struct Book: Sendable {
  public let cardholders: [Cardholder]
  public let behaviours: [BankCode: Behaviour]

  public init(cardholders: [Cardholder], behaviours: [BankCode: Behaviour] = [:]) {
    self.cardholders = cardholders
    self.behaviours = behaviours
  }
}

/// A person on record with banks. Texts are brought to their normal form if they have one, not validated: a bank's
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
  /// Whether a phone number was left with the bank.
  public var phoneOnFile = true
  public var documentExpired = false
  /// Whether card-not-present payment is enabled.
  public var cardNotPresent = true
  public var supplementary = false
  /// Whether the card is of another card network than this one.
  public var otherNetwork = false
  public var closed = false
  /// Whether the card is frozen or reported lost: it is still the person's, and reported.
  public var frozen = false
  /// The class of the account behind the card: 1, 2 or 3.
  public var accountClass = 1
  public var prepaid = false

  public init(bank: BankCode, kind: CardKind, number: CardNumber) {
    self.bank = bank
    self.kind = kind
    self.number = number
  }
}
