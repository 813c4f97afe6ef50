import Domain
import Testing

struct CardTests {
  @Test(
    "A card number is 13 to 19 digits and nothing else",
    arguments: [
      ("6228480000000000018", true), ("6225750000000006", true), ("1234567890123", true),
      ("123456789012", false), ("12345678901234567890", false), ("", false),
      ("6228 4800 0000 0000 018", false), ("62284800000000000a8", false), ("６２２８４８０００００００００００１８", false),
    ])
  func numbers(text: String, isNumber: Bool) {
    #expect((CardNumber(text) != nil) == isNumber)
  }

  @Test("A card number shows only its first and last four digits, however it is printed")
  func masking() throws {
    let number = try #require(CardNumber("6228480402564890018"))
    #expect(number.masked == ("6228", "0018"))
    var dumped = ""
    dump(number, to: &dumped)
    for text in ["\(number)", String(reflecting: number), dumped] { #expect(!text.contains("04025648900")) }
  }

  @Test(
    "A masked card holds exactly four and four digits",
    arguments: [
      ("6228", "0018", true), ("6228", "018", false), ("62284", "0018", false), ("622x", "0018", false),
      ("6228480000000000018", "0018", false), ("", "", false), ("６２２８", "0018", false),
    ])
  func maskedCards(first4: String, last4: String, isCard: Bool) {
    #expect((MaskedCard(bank: BankCode("abc"), kind: .debit, first4: first4, last4: last4) != nil) == isCard)
  }

  @Test("Kinds have their Chinese names from the report")
  func kinds() {
    #expect(CardKind.allCases.map(\.name.zh) == ["储蓄卡", "信用卡"])
    #expect(CardKind.allCases.map(\.rawValue) == ["debit", "credit"])
  }
}
