import BankLink
import Sealing

extension BookCard {
  /// The reasons for which the bank leaves the card out (docs/facts.md, "Cards a bank does not return").
  var exclusions: [Mutant] {
    var found: [Mutant] = []
    if supplementary { found.append(.supplementary) }
    if !cardNotPresent { found.append(.cardNotPresent) }
    if !phoneOnFile { found.append(.phoneNotOnFile) }
    if documentExpired { found.append(.documentExpired) }
    if otherNetwork { found.append(.otherNetwork) }
    if closed { found.append(.closed) }
    if accountClass == 3 { found.append(.accountClasses) }
    if prepaid { found.append(.accountClasses) }
    return found
  }
}

extension Mutant {
  /// Whether this bank reports a card that it should leave out.
  func reports(_ card: BookCard) -> Bool {
    let reasons = card.exclusions
    return self == .mix ? reasons.count == 2 : reasons == [self]
  }

  /// The finding of this bank in place of the right one.
  func spoiled(_ finding: Ledger.Finding, _ person: Cardholder?) -> Ledger.Finding {
    switch (self, finding, person) {
    case (.unknownPerson, _, nil): .declined(.identityMismatch)
    case (.nothingLeft, .cards([]), let person?) where person.cards.allSatisfy { !$0.isReported }:
      .declined(.identityMismatch)
    case (.spelling, _, let person?) where person.idNumber == TestPeople.dotted.idNumber:
      .declined(.identityMismatch)
    case (.allCards, .cards(let cards), _): .cards(Array(cards.prefix(20)))
    default: finding
    }
  }
}
