import Domain
import Sealing
import Text

/// A person who does not exist, published so that a bank can put the same records into its test environment as every
/// other bank (`Protocol/test-people.yaml`).
public struct TestPerson: Sendable {
  public let name: String
  public let idNumber: String
  /// On record with the bank, and what the person is asked about with.
  public let phone: String
  /// The person as on the bank's record; nil if that is as they are asked about.
  var recordedName: String?
  var recordedPhone: String?
  /// At each bank the same; empty for somebody whom no bank knows.
  public let cards: [TestCard]
  /// The answer that the bank has to give, and the reason.
  public let why: Bilingual

  /// As it is sealed to a bank.
  public var document: IdentityDocument { IdentityDocument(name: name, idNumber: idNumber, phone: phone) }

  /// On record with the bank, which may spell them in its own way.
  public var nameOnRecord: String { recordedName ?? name }
  public var phoneOnRecord: String { recordedPhone ?? phone }

  /// The cards that the bank reports.
  public var reported: [TestCard] { cards.filter(\.leftOutFor.isEmpty) }
}

/// A card of a test person as the bank has it on record.
public struct TestCard: Sendable, Hashable {
  public let kind: CardKind
  /// Begins and ends in the published digits; what stands between is the bank's.
  public let number: CardNumber
  /// Why the bank leaves it out; empty for a card that it reports.
  public let leftOutFor: [CardExclusion]
  /// The class of the bank account: I, II or III.
  public let accountClass: Int
  /// Frozen or reported lost: still the person's, and reported.
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

/// Why a bank leaves a card out (docs/facts.md, "Cards a bank does not return").
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
