import BankSandbox
import Domain
import Foundation
import TestFixtures
import Testing

struct BookTests {
  @Test("The contract's book is read as it stands")
  func contract() throws {
    let book = try Book(yaml: contractBook, file: "book.yaml")
    let cards = try #require(book.cardholders.first).cards
    #expect(book.cardholders.map(\.phone) == ["13800138000"])
    #expect(cards.map(\.bank.text) == ["abc", "cmb", "boc", "ccb", "cgb", "cgb"])
    #expect(cards.map(\.supplementary) == [false, true, false, false, false, false])
    #expect(cards.map(\.phoneOnFile) == [true, true, false, true, true, true])
    #expect(cards.map(\.documentExpired) == [false, false, false, true, false, false])
    #expect(cards.map(\.cardNotPresent) == [true, true, true, true, false, true])
    let expected = [
      BankCode("psbc"): Behaviour(delay: .seconds(5)), BankCode("hxb"): Behaviour(fail: .unavailable),
    ]
    #expect(book.behaviours == expected)
  }

  @Test("Late answers take two seconds unless the book says otherwise")
  func late() throws {
    let book = try Book(yaml: "behaviour: { abc: { fail: late }, boc: { fail: late, delaySeconds: 0.5 } }", file: "b")
    #expect(book.behaviours[BankCode("abc")]?.delay == .seconds(2))
    #expect(book.behaviours[BankCode("boc")]?.delay == .milliseconds(500))
  }

  static func card(_ text: String) -> String {
    """
    cardholders:
      - name: 张三
        idNumber: 11010519491231002X
        phone: 13800138000
        cards:
          - \(text)
    """
  }

  static let wrong: [(String, Int?, BookFault.Problem)] = [
    ("", nil, .empty),
    ("# nothing\n", nil, .empty),
    ("cardholders: [", 1, .syntax),
    ("a: 1\n\tb: 2", 2, .syntax),
    ("- a", 1, .expected(key: "book", .mapping)),
    ("cardholders: 7", 1, .expected(key: "cardholders", .list)),
    ("cardholders: []\ncardholder: []", 2, .unknownKey("cardholder")),
    ("cardholders:\n  - name: 张三\n    phone: 13800138000", 2, .missing(key: "idNumber")),
    ("cardholders:\n  - { name: ' ', idNumber: 1, phone: 2 }", 2, .expected(key: "name", .text)),
    (
      "cardholders:\n  - { name: a, idNumber: 1, phone: 2 }\n  - { name: b, idNumber: 1, phone: 3 }", 3,
      .duplicateCardholder
    ),
    (card("{ bank: ABC, kind: debit, number: 6228480000000000018 }"), 6, .expected(key: "bank", .bankCode)),
    (
      card("{ bank: abc, kind: gold, number: 6228480000000000018 }"), 6,
      .expected(key: "kind", .oneOf(["debit", "credit"]))
    ),
    (card("{ bank: abc, kind: debit, number: 6228 4800 0000 0000 018 }"), 6, .expected(key: "number", .cardNumber)),
    (card("{ bank: abc, kind: debit, number: 6228480000000000018, phoneOnFlie: no }"), 6, .unknownKey("phoneOnFlie")),
    (
      card("{ bank: abc, kind: debit, number: 6228480000000000018, supplementary: 1 }"), 6,
      .expected(key: "supplementary", .yesOrNo)
    ),
    (card("{ bank: abc, kind: debit }"), 6, .missing(key: "number")),
    ("behaviour:\n  abc: { delaySeconds: -1 }", 2, .expected(key: "delaySeconds", .seconds)),
    ("behaviour:\n  abc: { delaySeconds: .nan }", 2, .expected(key: "delaySeconds", .seconds)),
    (
      "behaviour:\n  abc: { fail: explode }", 2,
      .expected(key: "fail", .oneOf(["unavailable", "timeout", "garbage", "late", "twice"]))
    ),
    ("behaviour:\n  'a b': { fail: late }", 2, .expected(key: "a b", .bankCode)),
  ]

  @Test("A book that is wrong is refused with file and line", arguments: wrong)
  func refusing(yaml: String, line: Int?, problem: BookFault.Problem) {
    let fault = #expect(throws: BookFault.self) { try Book(yaml: yaml, file: "book.yaml") }
    #expect(fault == BookFault(file: "book.yaml", line: line, problem: problem))
    #expect(fault?.code == "book_invalid" && fault?.kind == .refused)
    let place = line.map { "book.yaml:\($0): " } ?? "book.yaml: "
    #expect(fault?.message.en.hasPrefix(place) == true && fault?.message.zh.hasPrefix(place) == true)
    #expect(fault?.message.en.contains("6228") == false)
  }

  @Test("A book that is not there, or is no text, cannot be read")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    for path in ["/nowhere/book.yaml", try folder.write(Data([0xff, 0xfe, 0x00]), to: "book.yaml")] {
      let fault = #expect(throws: BookFault.self) { try Book(file: path) }
      #expect(fault?.code == "book_unreadable" && fault?.kind == .environment)
    }
  }
}
