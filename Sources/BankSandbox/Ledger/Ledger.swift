import BankLink
import Domain
import Sealing

/// Answers from the book as a bank would: a bank finds the identity number, matches the name by its letters and the
/// phone by its digits (protocol: "How banks compare"), and leaves out the cards that banks do not return.
///
/// In a test environment the protocol's test people are known at every bank; a person of the book with the same
/// identity number comes first.
public struct Ledger: Sendable {
  private let cardholders: [String: Cardholder]
  private let knowsTestPeople: Bool
  private let mutant: Mutant?

  public init(_ book: Book, knowsTestPeople: Bool = true) {
    self.init(book, knowsTestPeople: knowsTestPeople, mutant: nil)
  }

  init(_ book: Book, knowsTestPeople: Bool, mutant: Mutant?) {
    cardholders = Dictionary(book.cardholders.map { ($0.idNumber, $0) }) { first, _ in first }
    self.knowsTestPeople = knowsTestPeople || mutant == .testPeople
    self.mutant = mutant
  }

  public enum Finding: Sendable, Equatable {
    /// The cards; none if the bank does not know the person.
    case cards([MaskedCard])
    case declined(DeclineCode)
  }

  public func find(_ person: IdentityDocument, at bank: BankCode) -> Finding {
    let number = IdentityNumber.normal(person.idNumber)
    let cardholder = cardholders[number] ?? testCardholder(number, at: bank)
    let finding = cardholder.map { find(person, at: bank, as: $0) } ?? .cards([])
    return mutant?.spoiled(finding, cardholder) ?? finding
  }

  private func testCardholder(_ idNumber: String, at bank: BankCode) -> Cardholder? {
    knowsTestPeople ? TestPeople.cardholder(idNumber, at: bank) : nil
  }

  private func find(_ person: IdentityDocument, at bank: BankCode, as cardholder: Cardholder) -> Finding {
    let own = cardholder.cards.filter { $0.bank == bank }
    guard !own.isEmpty else { return .cards([]) }
    guard PersonName.areSame(cardholder.name, person.name) || mutant == .otherName else {
      return .declined(.identityMismatch)
    }
    guard cardholder.phone == PhoneNumber.normal(person.phone) || mutant == .otherPhone else { return .cards([]) }
    let reported = own.filter { $0.isReported || mutant?.reports($0) == true }
    return .cards(reported.map { MaskedCard(bank: bank, kind: $0.kind, number: $0.number) })
  }
}

extension BookCard {
  /// Whether a bank returns the card at all (docs/facts.md, "Cards a bank does not return"). A frozen card is still the
  /// person's; accounts of class III and prepaid cards do not belong to the service.
  var isReported: Bool {
    phoneOnFile && !documentExpired && cardNotPresent && !supplementary && !otherNetwork && !closed
      && accountClass < 3 && !prepaid
  }
}
