import BankSandbox
import Domain
import Sealing
import Testing

struct LedgerTests {
  static func person(name: String = "张三", phone: String = "13800138000") -> IdentityDocument {
    IdentityDocument(name: name, idNumber: "11010519491231002X", phone: phone)
  }

  static func found(_ finding: Ledger.Finding) -> [String]? {
    guard case .cards(let cards) = finding else { return nil }
    return cards.map { "\($0.kind.rawValue) \($0.first4) \($0.last4)" }
  }

  @Test(
    "A bank leaves out what a bank leaves out, and masks the rest",
    arguments: [
      ("abc", ["debit 6228 0018"]), ("cmb", []), ("boc", []), ("ccb", []), ("cgb", ["credit 6225 0001"]), ("icbc", []),
    ])
  func leavingOut(bank: String, expected: [String]) throws {
    #expect(Self.found(Ledger(try book()).find(Self.person(), at: BankCode(bank))) == expected)
  }

  @Test("A card whose phone number is another one is left out")
  func otherPhone() throws {
    #expect(Self.found(Ledger(try book()).find(Self.person(phone: "13900139000"), at: BankCode("abc"))) == [])
  }

  @Test("Another name for a known identity number is declined, but only where the bank knows the person")
  func otherName() throws {
    let ledger = Ledger(try book())
    #expect(ledger.find(Self.person(name: "李四"), at: BankCode("abc")) == .declined(.identityMismatch))
    #expect(Self.found(ledger.find(Self.person(name: "李四"), at: BankCode("icbc"))) == [])
  }

  @Test("A person whom no bank knows has no cards")
  func stranger() throws {
    let person = IdentityDocument(name: "李四", idNumber: "440524188001010014", phone: "13900139000")
    #expect(Self.found(Ledger(try book()).find(person, at: BankCode("abc"))) == [])
  }

  @Test(
    "An old number of 15 digits on record is the same person's", arguments: ["110105491231002", " 110105 491231 002 "])
  func oldNumber(number: String) {
    let card = CardNumber("6228480000000000018").map { BookCard(bank: BankCode("abc"), kind: .debit, number: $0) }
    let cardholder = Cardholder(
      name: "张三", idNumber: number, phone: "13800138000", cards: [card].compactMap(\.self))
    let finding = Ledger(Book(cardholders: [cardholder])).find(Self.person(), at: BankCode("abc"))
    #expect(Self.found(finding) == ["debit 6228 0018"])
  }

  @Test("The book's spellings of name, number and phone are compared as the network writes them")
  func spellings() {
    let card = CardNumber("6228480000000000018").map { BookCard(bank: BankCode("abc"), kind: .debit, number: $0) }
    let cardholder = Cardholder(
      name: " 张三 ", idNumber: "11010519491231002x", phone: "+86 138-0013-8000", cards: [card].compactMap(\.self))
    let finding = Ledger(Book(cardholders: [cardholder])).find(Self.person(), at: BankCode("abc"))
    #expect(Self.found(finding) == ["debit 6228 0018"])
  }
}
