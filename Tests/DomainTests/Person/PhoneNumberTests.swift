import Domain
import Testing
import Text

@Suite("A phone number")
struct PhoneNumberTests {
  @Test(
    "is taken in the ways people write it",
    arguments: [
      "13800138000", " 138 0013 8000 ", "138-0013-8000", "+8613800138000", "+86 138-0013-8000", "\u{3000}13800138000\t",
      "１３８００１３８０００", "008613800138000", "86 13800138000", "＋８６１３８００１３８０００", "(+86) 138 0013 8000",
      "+86 (0) 13800138000",
      "0086-138-0013-8000", "86-13800138000", "013800138000", "138.0013.8000", "\u{202d}138 0013 8000\u{202c}",
      "\u{feff}13800138000", "138\u{200b}0013\u{2060}8000", "138\u{a0}0013\u{2009}8000", "138–0013—8000", "١٣٨٠٠١٣٨٠٠٠",
    ])
  func taken(text: String) throws {
    let phone = try PhoneNumber(text)
    #expect(phone.text == "13800138000")
    #expect(phone.masked == "138****8000")
  }

  @Test(
    "is refused when it is no mainland mobile number",
    arguments: [
      "", "1380013800", "138001380000", "23800138000", "10800138000", "11800138000", "12800138000", "0755-12345678",
      "+86",
      "8613800138000 86", "00013800138000", "861380013800", "8680013800138",
    ])
  func refused(text: String) {
    #expect(throws: PersonFault.invalidPhone) { try PhoneNumber(text) }
  }

  @Test(
    "is refused with the character that is none",
    arguments: [
      ("1380013800a", "a" as Unicode.Scalar), ("+1 3800138000", "+"), ("138\u{0}00138000", "\u{0}"),
      ("13800138000;", ";"),
      ("138+00138000", "+"), ("1380013800O", "O"), ("138\n00138000", "\n"), ("+852 1380013800", "+"),
    ])
  func character(text: String, odd: Unicode.Scalar) {
    #expect(throws: PersonFault.oddCharacter(OddCharacter(odd), in: .phone)) { try PhoneNumber(text) }
  }
}
