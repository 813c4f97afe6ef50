import Domain
import Sealing
import Text

/// A person who does not exist, published so that a bank can put the same records into its test environment as every
/// other bank (`Protocol/test-people.yaml`).
public struct TestPerson: Sendable {
  public let name: String
  public let idNumber: String
  /// The phone on record with the bank, and in enquiries.
  public let phone: String
  /// The name on record; nil if it is that of enquiries.
  var recordedName: String?
  var recordedPhone: String?
  /// The cards, the same at each bank; empty for a person whom no bank knows.
  public let cards: [TestCard]
  /// The answer that the bank has to give, and the reason.
  public let why: Bilingual

  /// The document that is sealed to a bank.
  public var document: IdentityDocument { IdentityDocument(name: name, idNumber: idNumber, phone: phone) }

  /// The name on record with the bank, which may spell it in its own way.
  public var nameOnRecord: String { recordedName ?? name }
  public var phoneOnRecord: String { recordedPhone ?? phone }

  /// The cards that the bank reports.
  public var reported: [TestCard] { cards.filter(\.leftOutFor.isEmpty) }
}

/// A card of a test person on record with the bank.
public struct TestCard: Sendable, Hashable {
  public let kind: CardKind
  /// The number, which begins and ends in the published digits; those between are the bank's.
  public let number: CardNumber
  /// The reasons for which the bank leaves the card out; empty for a card that it reports.
  public let leftOutFor: [CardExclusion]
  /// The class of the bank account: I, II or III.
  public let accountClass: Int
  /// Whether the card is frozen or reported lost: it is still the person's, and reported.
  public let isFrozen: Bool

  public init(
    _ kind: CardKind, _ number: CardNumber, leftOutFor reasons: [CardExclusion] = [], accountClass: Int = 1,
    isFrozen: Bool = false
  ) {
    self.kind = kind
    self.number = number
    leftOutFor = reasons
    self.accountClass = reasons.contains(.classThree) ? 3 : accountClass
    self.isFrozen = isFrozen
  }
}

/// A reason for which a bank leaves a card out (docs/facts.md, "Cards a bank does not return").
public enum CardExclusion: Sendable, Hashable, CaseIterable {
  case phoneNotOnFile
  case documentExpired
  case cardNotPresentOff
  case supplementary
  case otherNetwork
  case closed
  case classThree
  case prepaid
}
