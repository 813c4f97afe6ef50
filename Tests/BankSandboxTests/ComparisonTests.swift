import Domain
import Sealing
import Testing

@testable import BankSandbox

/// The protocol's rules, "How banks compare".
@Suite("A bank compares")
struct ComparisonTests {
  /// A ledger with a person on record as in an old core system.
  private static func ledger(name: String) throws -> Ledger {
    let number = try #require(CardNumber("6228480000000000018"))
    let card = BookCard(bank: BankCode("abc"), kind: .debit, number: number)
    return Ledger(
      Book(cardholders: [
        Cardholder(name: name, idNumber: "11010519491231002x", phone: "+86 138-0013-8000", cards: [card])
      ]))
  }

  private static func finds(_ name: String, on record: String) throws -> Bool {
    let person = IdentityDocument(
      name: try PersonName(name).text, idNumber: "11010519491231002X", phone: "13800138000")
    let finding = try ledger(name: record).find(person, at: BankCode("abc"))
    guard case .cards(let cards) = finding else { return false }
    return cards.count == 1
  }

  @Test(
    "names by their letters, whatever form either side has them in",
    arguments: [
      ("买买提·吐尔逊", "买买提•吐尔逊"), ("买买提.吐尔逊", "买买提吐尔逊"), ("李四", "\u{f9e1}四"), ("䶮", "\u{e863}"), ("张 三", "张三"),
      ("josé cruz", "JOSE CRUZ"), ("O’Brien", "O BRIEN"),
    ])
  func letters(asked: String, record: String) throws {
    #expect(try Self.finds(asked, on: record))
  }

  @Test("and takes nobody for another", arguments: [("张三", "张叁"), ("李四", "李四四"), ("José", "Josef")])
  func others(asked: String, record: String) throws {
    #expect(try !Self.finds(asked, on: record))
  }
}
