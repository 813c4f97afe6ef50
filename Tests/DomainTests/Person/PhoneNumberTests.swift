import Domain
import Testing

@Suite("A phone number")
struct PhoneNumberTests {
  @Test(
    "is taken in the ways people write it",
    arguments: [
      "13800138000", " 138 0013 8000 ", "138-0013-8000", "+8613800138000", "+86 138-0013-8000", "\u{3000}13800138000\t",
    ])
  func taken(text: String) throws {
    let phone = try PhoneNumber(text)
    #expect(phone.text == "13800138000")
    #expect(phone.masked == "138****8000")
  }

  @Test(
    "is refused when it is no mainland mobile number",
    arguments: [
      "", "1380013800", "138001380000", "23800138000", "10800138000", "11800138000", "12800138000", "1380013800a",
      "１３８００１３８０００", "+1 3800138000", "008613800138000", "86 13800138000", "0755-12345678", "+86", "138\u{0}00138000",
      "13800138000;",
    ])
  func refused(text: String) {
    #expect(throws: PersonFault.invalidPhone) { try PhoneNumber(text) }
  }
}
