import BankLink
import Domain

extension TestPeople {
  private static let byNumber = Dictionary(uniqueKeysWithValues: all.map { ($0.idNumber, $0) })

  /// A test person on record with the bank; nil for anybody else, and for the one whom no bank knows.
  static func cardholder(_ idNumber: String, at bank: BankCode) -> Cardholder? {
    guard let person = byNumber[idNumber], !person.cards.isEmpty else { return nil }
    return person.record(at: bank)
  }
}

extension TestPerson {
  /// The record that a bank has to have of the person.
  public func record(at bank: BankCode) -> Cardholder {
    Cardholder(
      name: nameOnRecord, idNumber: idNumber, phone: phoneOnRecord, cards: cards.map { $0.record(at: bank) })
  }
}

extension TestCard {
  fileprivate func record(at bank: BankCode) -> BookCard {
    var card = BookCard(bank: bank, kind: kind, number: number)
    card.phoneOnFile = !leftOutFor.contains(.phoneNotOnFile)
    card.documentExpired = leftOutFor.contains(.documentExpired)
    card.cardNotPresent = !leftOutFor.contains(.cardNotPresentOff)
    card.supplementary = leftOutFor.contains(.supplementary)
    card.otherNetwork = leftOutFor.contains(.otherNetwork)
    card.closed = leftOutFor.contains(.closed)
    card.prepaid = leftOutFor.contains(.prepaid)
    card.accountClass = accountClass
    card.frozen = isFrozen
    return card
  }
}
