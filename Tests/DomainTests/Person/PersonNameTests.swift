import Domain
import Testing
import Text

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

  @Test("is refused when it is none", arguments: ["", "   ", "·", "- -", "'", String(repeating: "张", count: 51)])
  func refused(text: String) {
    #expect(throws: PersonFault.invalidName) { try PersonName(text) }
  }

  @Test(
    "is refused with the character that has no place in it",
    arguments: [
      ("张3", "3" as Unicode.Scalar), ("张三1", "1"), ("张\n三", "\n"), ("张\0三", "\0"), ("张三\u{1b}[31m", "\u{1b}"),
      ("张三;", ";"),
      ("张<三>", "<"), ("张三\"", "\""), ("🏦", "🏦"), ("張\u{202e}三", "\u{202e}"), ("张\u{2066}三", "\u{2066}"),
      ("张\u{e000}", "\u{e000}"), ("张\u{e815}", "\u{e815}"), ("张\u{fffd}", "\u{fffd}"), ("Иван", "И"), ("Annа", "а"),
      ("ロ三", "ロ"), ("张々", "々"), ("张㊁", "㊁"), ("①", "①"), ("张\u{301}", "\u{301}"), ("张·-三", "-"), ("李○", "○"),
      ("㇐", "㇐"), ("ㄚ", "ㄚ"), ("ئەلى", "ئ"), ("张，三", "，"),
    ])
  func odd(text: String, odd: Unicode.Scalar) {
    #expect(throws: PersonFault.oddCharacter(OddCharacter(odd), in: .name)) { try PersonName(text) }
  }

  @Test("is bounded in bytes too, however many marks a letter carries")
  func marks() {
    #expect(throws: PersonFault.invalidName) { try PersonName("a" + String(repeating: "\u{301}", count: 10_000)) }
    #expect(throws: PersonFault.invalidName) { try PersonName("a" + String(repeating: "\u{301}", count: 199)) }
  }

  @Test(
    "has one form however it is written",
    arguments: [
      ("张 三", "张三"), ("张\u{3000}三", "张三"), ("张\u{200d}三", "张三"), ("\u{feff}张三", "张三"), ("葛\u{e0100}三", "葛三"),
      ("葛\u{fe00}三", "葛三"), ("\u{f9e1}四", "李四"), ("\u{2f800}三", "丽三"), ("⽅⽅", "方方"), ("\u{e863}", "䶮"),
      ("\u{e854}三", "\u{9fba}三"), ("\u{e831}", "\u{215d7}"), ("﨑山", "﨑山"), ("李〇", "李〇"), ("Ｌｉ　Ｍｉｎｇ", "Li Ming"),
      ("Li  Ming", "Li Ming"), ("Li\u{a0}Ming", "Li Ming"), ("José", "José"), ("Jose\u{301}", "José"),
      ("Jose\u{200d}\u{301} Maria", "José Maria"), ("Jose\u{fe0f}\u{301}", "José"), ("Jose\u{34f}\u{301}", "José"),
      ("Jose\u{ad}\u{301}", "José"), ("o\u{200b}\u{302}\u{200d}\u{323}", "ộ"), ("\u{212b}sa", "Åsa"),
      ("O’Brien", "O'Brien"),
      ("Anna‐Maria", "Anna-Maria"), ("Anna – Maria", "Anna-Maria"), ("Soﬁa", "Sofia"), ("J．R．王", "J.R.王"),
      ("'t Hart", "'t Hart"),
      ("·张三·", "张三"), ("买买提 · 吐尔逊", "买买提·吐尔逊"), ("买买提··吐尔逊", "买买提·吐尔逊"), ("张\u{ad}三", "张三"),
    ])
  func oneForm(text: String, name: String) throws {
    #expect(try Array(PersonName(text).text.unicodeScalars) == Array(name.unicodeScalars))
  }

  /// The characters that keyboards, fonts and code pages use for the dot.
  private static let dots: [Unicode.Scalar] = [
    "\u{b7}", "\u{2022}", "\u{30fb}", "\u{ff0e}", "\u{2027}", "\u{22c5}", "\u{2219}", "\u{ff65}", ".", "\u{2024}",
    "\u{16eb}", "\u{387}", "\u{a78f}", "\u{25cf}", "\u{2e31}", "\u{2e33}", "\u{10101}", "\u{318d}", "\u{fe52}",
    "\u{3002}",
    "\u{ff61}", "\u{2218}", "\u{26ab}", "\u{2d9}", "\u{1427}",
  ]

  @Test("has one dot, whatever it was typed as", arguments: dots)
  func dot(_ dot: Unicode.Scalar) throws {
    #expect(try PersonName("买买提\(dot)吐尔逊").text.unicodeScalars.elementsEqual("买买提·吐尔逊".unicodeScalars))
    #expect(PersonName.areSame("JOHN\(dot)SMITH", "John Smith"))
  }

  @Test(
    "takes rare characters of every extension",
    arguments: ["㐀", "𠀀", "𪜀", "𫝀", "𫠠", "𬺰", "𰀀", "𱍐", "𮯰", "䶮", "\u{9fff}"])
  func rare(_ character: String) throws {
    #expect(try PersonName("张" + character).text == "张" + character)
  }

  @Test("is the same in any case, with any accents and whatever stands between its letters")
  func same() {
    #expect(PersonName.areSame("josé de la cruz", "JOSE DE-LA CRUZ"))
    #expect(PersonName.areSame("O'Brien", "OBRIEN"))
    #expect(PersonName.areSame("买买提吐尔逊", "买买提•吐尔逊"))
    #expect(!PersonName.areSame("张三", "张叁"))
    #expect(!PersonName.areSame("张三", ""))
    #expect(!PersonName.areSame("张三1", "张三2"))
  }

  /// Names of letters and of every mark that may stand around them, some odd.
  @Test("once in its form, stays as it is")
  func idempotent() throws {
    let pieces: [String] =
      Self.dots.map { String($0) } + [
        "张", "李", "\u{f9e1}", "\u{e863}", "𠮷", "⽅", "A", "b", "é", "e\u{301}", "Ｌ", "ﬁ", "ß", "İ", " ", "\u{3000}", "-",
        "—",
        "'", "’", "\u{200b}", "\u{fe0f}", "\u{e0101}", "\u{301}", "ª",
      ]
    var (state, taken) = (1 as UInt64, 0)
    for _ in 0..<2_000 {
      let text = (0..<8).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return pieces[Int((state >> 33) % UInt64(pieces.count))]
      }.joined()
      guard let name = try? PersonName(text) else { continue }
      let again = try PersonName(name.text)
      #expect(again.text.unicodeScalars.elementsEqual(name.text.unicodeScalars))
      #expect(again.comparisonKey == name.comparisonKey && PersonName.areSame(text, name.text))
      taken += 1
    }
    #expect(taken > 100)
  }

  @Test("of an earlier version gets the form it has now")
  func stored() {
    #expect(PersonName(stored: "买买提•吐尔逊").text == "买买提·吐尔逊")
    #expect(PersonName(stored: "Иван").text == "Иван")
  }

  @Test("that has the form it is to have is the same whether it was stored or is taken")
  func storedPlain() throws {
    for value in stride(from: UInt32(0x4e00), through: 0x9fff, by: 41) {
      let text = String(try #require(Unicode.Scalar(value)))
      #expect(try PersonName(text).text == text && PersonName(stored: text).text == text)
    }
    for text in ["Anna", "张三", "张三Anna", "Anna 张三", "买买提·吐尔逊", "é", "e\u{301}", "ＡＢ"] {
      let name = try PersonName(text).text
      #expect(PersonName(stored: text).text.unicodeScalars.elementsEqual(name.unicodeScalars))
    }
  }

  @Test("says which character is wrong, in both languages")
  func messages() {
    let fault = PersonFault.oddCharacter(OddCharacter("\u{202e}"), in: .name)
    #expect(fault.code == "invalid_name" && fault.facts.contains(.init("character", "U+202E")))
    #expect(fault.message.zh.contains("看不见的字符 U+202E RIGHT-TO-LEFT OVERRIDE"))
    #expect(fault.message.en.contains("the invisible character U+202E RIGHT-TO-LEFT OVERRIDE"))
    #expect(PersonFault.oddCharacter(OddCharacter("3"), in: .name).message.zh.contains("“3”（U+0033）"))
    #expect(PersonFault.oddCharacter(OddCharacter("\u{e000}"), in: .name).message.zh.contains("生僻字"))
  }
}
