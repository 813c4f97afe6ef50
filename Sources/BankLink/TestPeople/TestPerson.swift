import Domain
import Sealing

/// A person who does not exist, published so that a bank can put the same records into its test environment as every
/// other bank (`Protocol/test-people.yaml`).
public struct TestPerson: Sendable {
  public let name: String
  public let idNumber: String
  /// On record with the bank, and what the person is asked about with.
  public let phone: String
  /// At each bank the same; empty for somebody whom no bank knows.
  public let cards: [TestCard]
  /// What the bank has to answer, and why.
  public let why: Bilingual

  /// As it is sealed to a bank.
  public var document: IdentityDocument { IdentityDocument(name: name, idNumber: idNumber, phone: phone) }

  /// What a bank answers with.
  public var reported: [TestCard] { cards.filter(\.leftOutFor.isEmpty) }
}

/// A card of a test person as the bank has it on record.
public struct TestCard: Sendable, Hashable {
  public let kind: CardKind
  /// Begins and ends in the published digits; what stands between is the bank's.
  public let number: CardNumber
  /// Why the bank leaves it out; empty for a card that it reports.
  public let leftOutFor: [CardExclusion]

  public init(_ kind: CardKind, _ number: CardNumber, leftOutFor reasons: [CardExclusion] = []) {
    self.kind = kind
    self.number = number
    leftOutFor = reasons
  }
}

/// Why a bank leaves a card out (facts: "Some cards a bank does not return").
public enum CardExclusion: Sendable, Hashable, CaseIterable {
  case phoneNotOnFile
  case documentExpired
  case cardNotPresentOff
  case supplementary
}
