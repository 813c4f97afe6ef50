import Domain
import Testing

@Suite("A name")
struct PersonNameTests {
  @Test(
    "is taken as on the identity document, spaces around it left out",
    arguments: [
      ("张三", "张三"), (" 张三　", "张三"), ("买买提·吐尔逊", "买买提·吐尔逊"), ("欧阳娜娜", "欧阳娜娜"), ("O'Brien", "O'Brien"),
      ("Anna-Maria de la Cruz", "Anna-Maria de la Cruz"), ("𠮷田", "𠮷田"), ("J. R. 王", "J. R. 王"), ("张", "张"),
      (String(repeating: "张", count: 50), String(repeating: "张", count: 50)),
    ])
  func taken(text: String, name: String) throws {
    #expect(try PersonName(text).text == name)
  }

  @Test(
    "is refused when it is none",
    arguments: [
      "", "   ", "·", "- -", "张3", "张三1", "张\n三", "张\0三", "张三\u{1b}[31m", "张三;", "张<三>", "张三\"", "🏦", "張\u{202e}三",
      String(repeating: "张", count: 51),
    ])
  func refused(text: String) {
    #expect(throws: PersonFault.invalidName) { try PersonName(text) }
  }

  @Test("is bounded in bytes too, however many marks a letter carries")
  func marks() {
    #expect(throws: PersonFault.invalidName) { try PersonName("a" + String(repeating: "\u{301}", count: 10_000)) }
  }
}
