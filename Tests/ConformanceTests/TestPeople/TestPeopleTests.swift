import BankLink
import BankSandbox
import Domain
import Foundation
import Sealing
import Testing

@Suite("The published test people")
struct TestPeopleTests {
  @Test("have valid names, numbers and phones, each their own", arguments: TestPeople.all.indices)
  func valid(index: Int) throws {
    let person = TestPeople.all[index]
    #expect(try PersonName(person.name).text == person.name)
    #expect(try IdentityNumber(person.idNumber).text == person.idNumber)
    #expect(try PhoneNumber(person.phone).text == person.phone)
    #expect(TestPeople.all.filter { $0.idNumber == person.idNumber || $0.phone == person.phone }.count == 1)
  }

  @Test("stand in the data file as in the code")
  func file() throws {
    let book = try Book(file: Self.path("Protocol/test-people.yaml"))
    let code = TestPeople.all.map { $0.record(at: BankCode("your-bank")) }
    #expect(book.cardholders.map(Lines.init) == code.map(Lines.init))
  }

  @Test("are known at every bank without any book", arguments: ["abc", "icbc", "a-bank-nobody-heard-of"])
  func everywhere(bank: String) {
    let ledger = Ledger(Book(cardholders: []))
    for person in TestPeople.all {
      let expected = person.reported.map { MaskedCard(bank: BankCode(bank), kind: $0.kind, number: $0.number) }
      #expect(ledger.find(person.document, at: BankCode(bank)) == .cards(expected))
    }
  }

  @Test("come after what a book says of the same identity number")
  func bookFirst() {
    let person = TestPeople.both
    let own = Cardholder(name: "他人", idNumber: person.idNumber, phone: person.phone, cards: [])
    #expect(Ledger(Book(cardholders: [own])).find(person.document, at: BankCode("abc")) == .cards([]))
  }

  private static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: name).path
  }
}

/// A cardholder in a form for comparisons.
private struct Lines: Equatable {
  let person: IdentityDocument
  let cards: [String]

  init(_ cardholder: Cardholder) {
    person = IdentityDocument(name: cardholder.name, idNumber: cardholder.idNumber, phone: cardholder.phone)
    cards = cardholder.cards.map { card in
      "\(card.bank) \(card.kind) \(card.number) \(card.phoneOnFile) \(card.documentExpired) \(card.cardNotPresent) \(card.supplementary)"
        + " \(card.otherNetwork) \(card.closed) \(card.frozen) \(card.accountClass) \(card.prepaid)"
    }
  }
}
