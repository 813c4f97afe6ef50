import Domain
import Sealing

/// Answers from the book as a bank would: a bank matches name and identity number, and leaves out what it leaves out.
public struct Ledger: Sendable {
  private let cardholders: [String: Cardholder]

  public init(_ book: Book) {
    cardholders = Dictionary(book.cardholders.map { ($0.idNumber, $0) }) { first, _ in first }
  }

  public enum Finding: Sendable, Equatable {
    /// None where the bank does not know the person.
    case cards([MaskedCard])
    case declined(code: String)
  }

  public func find(_ person: IdentityDocument, at bank: BankCode) -> Finding {
    guard let cardholder = cardholders[person.idNumber] else { return .cards([]) }
    let own = cardholder.cards.filter { $0.bank == bank }
    guard !own.isEmpty else { return .cards([]) }
    guard cardholder.name == person.name else { return .declined(code: "identity_mismatch") }
    guard cardholder.phone == person.phone else { return .cards([]) }
    return .cards(own.filter(\.isReported).map { MaskedCard(bank: bank, kind: $0.kind, number: $0.number) })
  }
}

extension BookCard {
  /// Whether a bank returns the card at all (facts: "Some cards a bank does not return").
  var isReported: Bool { phoneOnFile && !documentExpired && cardNotPresent && !supplementary }
}
