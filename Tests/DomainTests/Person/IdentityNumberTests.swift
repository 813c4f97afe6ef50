import Domain
import Testing
import Text

@Suite("An identity number")
struct IdentityNumberTests {
  @Test(
    "is taken with the right check character, residence permits included",
    arguments: [
      ("11010519491231002X", "1949-12-31"), ("11010519491231002x", "1949-12-31"),
      (" 440524188001010014 ", "1880-01-01"),
      ("310101200002290012", "2000-02-29"), ("810000199408230021", "1994-08-23"), ("830000200103150013", "2001-03-15"),
      ("820000199408230021", "1994-08-23"), ("931840198803150016", "1988-03-15"), ("965398200002290013", "2000-02-29"),
    ])
  func taken(text: String, birthDay: String) throws {
    let number = try IdentityNumber(Self.withCheckCharacter(text))
    #expect(number.birthDay.description == birthDay)
    #expect(number.text == number.text.uppercased() && number.text.utf8.count == 18)
  }

  /// The number with its check character (ISO 7064 MOD 11-2). The two published examples keep their own last character.
  private static func withCheckCharacter(_ text: String) -> String {
    guard !text.hasPrefix("11"), !text.hasPrefix(" ") else { return text }
    let weights = (0..<17).map { position in (0..<(17 - position)).reduce(1) { power, _ in power * 2 % 11 } }
    let sum = zip(text.prefix(17), weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return text.prefix(17) + Array("10X98765432")[sum % 11].description
  }

  @Test("is refused with any other check character")
  func checkCharacter() {
    for character in "0123456789" {
      #expect(throws: PersonFault.invalidIDNumber(.checkDigit)) { try IdentityNumber("11010519491231002\(character)") }
    }
  }

  @Test(
    "is refused with the reason",
    arguments: [
      ("", PersonFault.IDNumberProblem.shape), ("110105194912310", .shape), ("11010519491231002", .shape),
      ("11010519491231002XX", .shape), ("1101051949123100X2", .shape),
      ("11010519491231 02X", .shape), ("11010519491231002X\0", .shape),
      ("-1010519491231002X", .shape),
      ("00010519491231002X", .division), ("16010519491231002X", .division), ("84010519491231002X", .division),
      ("91010519491231002X", .division), ("900184198803150016", .division), ("981184198803150016", .division),
      ("11010519490231002X", .date), ("11010519491331002X", .date), ("11010519490029002X", .date),
      ("11010519000229002X", .date), ("11010518491231002X", .date), ("11010500001231002X", .date),
      ("110105194912310021", .checkDigit), ("210105194912310020", .checkDigit), ("11010519491231003X", .checkDigit),
    ])
  func refused(text: String, problem: PersonFault.IDNumberProblem) {
    #expect(throws: PersonFault.invalidIDNumber(problem)) { try IdentityNumber(text) }
  }

  @Test(
    "has one form however it is written",
    arguments: [
      "11010519491231002x", "１１０１０５19491231002Ｘ", "110105 19491231 002X", "110105-19491231-002x", "11010519491231002×",
      "\u{feff}11010519491231002X", "\u{202a}11010519491231002X\u{202c}", "1101051949\u{200b}1231002X",
      "11010519491231002Ⅹ",
      "（11010519491231002Х）", "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X",
    ])
  func oneForm(text: String) throws {
    #expect(try IdentityNumber(text).text == "11010519491231002X")
  }

  @Test(
    "is refused with the character that is none",
    arguments: [
      ("11010519491231002Y", "Y" as Unicode.Scalar), ("1101O519491231002X", "O"),
      ("11010519491231002\u{fffd}", "\u{fffd}"),
      ("1\u{0}1010519491231002X", "\u{0}"), ("11010519491231002一", "一"),
    ])
  func character(text: String, odd: Unicode.Scalar) {
    #expect(throws: PersonFault.oddCharacter(OddCharacter(odd), in: .idNumber)) { try IdentityNumber(text) }
  }

  @Test(
    "of 15 digits on record is the one of 18, and nobody applies with it",
    arguments: [
      ("110105491231002", "11010519491231002X"), ("110000000101001", "110000190001010012"),
      ("１１０１０５　４９１２３１　００２", "11010519491231002X"),
      // Numbers without a valid day or division, and texts that are no numbers.
      ("110105491331002", "110105491331002"), ("990105491231002", "990105491231002"),
      ("11010549123100X", "11010549123100X"),
    ])
  func old(text: String, normal: String) {
    #expect(IdentityNumber.normal(text) == normal)
    #expect(throws: PersonFault.self) { try IdentityNumber(text) }
  }

  @Test("is not in the fault that refuses it")
  func hidden() {
    let fault = PersonFault.invalidIDNumber(.checkDigit)
    #expect(fault.code == "invalid_id_number" && fault.kind == .refused)
    #expect(fault.facts == [.init("problem", "check_digit")])
  }
}
