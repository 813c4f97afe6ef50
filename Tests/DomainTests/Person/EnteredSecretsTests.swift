import Domain
import Testing

@Suite("What a person types in secret")
struct EnteredSecretsTests {
  @Test(
    "is an SMS code however it was typed or pasted",
    arguments: [
      "123456", " 123456 ", "\u{feff}123456", "123 456", "123-456", "１２３４５６", "【123456】", "123456\u{200b}", "123456.",
    ])
  func code(_ text: String) throws {
    #expect(try CodeText(text).text == "123456")
  }

  @Test(
    "is no code where it cannot be one", arguments: ["", "12345", "1234567", "12345a", "code", "123\0456", "123456\r"])
  func noCode(_ text: String) {
    #expect(throws: CodeTextFault()) { try CodeText(text) }
  }

  @Test(
    "is a payment password with blanks and marks around it",
    arguments: ["482913", " 482913\t", "\u{feff}482913", "482913\u{3000}"])
  func password(_ text: String) throws {
    #expect(try EnteredPassword(text).text == "482913")
  }

  @Test(
    "is no payment password where it cannot be one",
    arguments: ["", "48291", "4829133", "48291a", "４８２９１３", "482913\0"])
  func noPassword(_ text: String) {
    #expect(throws: EnteredPasswordFault()) { try EnteredPassword(text) }
  }

  @Test("is in no fault and no description")
  func hidden() throws {
    #expect(
      CodeTextFault().facts == [.init("problem", "shape")]
        && EnteredPasswordFault().facts == [.init("problem", "shape")])
    let (code, password) = (try CodeText("123456"), try EnteredPassword("482913"))
    #expect("\(code)" == "CodeText" && "\(password)" == "EnteredPassword")
  }
}
