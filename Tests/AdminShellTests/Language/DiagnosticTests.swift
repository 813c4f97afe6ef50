import Program
import Testing
import Text

@testable import AdminShell

struct DiagnosticTests {
  private func text(_ script: String, _ language: Language) throws -> String {
    try #require(refusal(of: Array(script.utf8))).text(language)
  }

  @Test("The caret stands under the character, also behind double-width text")
  func caret() throws {
    #expect(
      try text("open region 上海 云南 share 200", .zh) == """
        test.chaka:1:25: error: “200”无效，应为：0 到 100 的百分比，最多两位小数，如 12.5 [usage]
        open region 上海 云南 share 200
                                    ^
        """)
    let choices = Grammar.subjects(of: "show").joined(separator: ", ")
    #expect(
      try text("# 注释\n\tshow\tmpa", .en) == """
        test.chaka:2:7: error: Unknown "mpa" after "show". Expected one of: \(choices) [syntax]
         show mpa
              ^
        Did you mean "map"?
        """)
  }

  @Test("Both spellings of what was named twice are told")
  func duplicates() throws {
    let message = try #require(refusal(of: Array("open region 上海 CN-SH".utf8))).message
    #expect(message.zh.contains("“CN-SH”和“上海”"))
    #expect(message.en.contains("\"CN-SH\" and \"上海\""))
  }

  @Test(
    "A near word is suggested",
    arguments: [
      ("opne region 上海", "open"), ("open reigon 上海", "region"), ("shwo map", "show"), ("show banka", "banks"),
      ("commit coment x", "comment"), ("connct bank icbc", "connect"), ("audit verfy", "verify"),
    ])
  func suggestions(script: String, suggestion: String) {
    #expect(refusal(of: Array(script.utf8))?.suggestion == suggestion)
  }

  @Test("Of a long line only the part around the caret is shown")
  func window() throws {
    let script =
      "pause service reason " + String(repeating: "很长", count: 400) + ";" + String(repeating: "x", count: 400)
    let excerpt = Excerpt(try #require(refusal(of: Array(script.utf8))).place)
    #expect(excerpt.line.hasPrefix("…") && excerpt.line.hasSuffix("…"))
    #expect(displayWidth(excerpt.line) <= Excerpt.widest + 2)
    let position = try #require(excerpt.line.firstIndex(of: ";"))
    #expect(displayWidth(String(excerpt.line[..<position])) == excerpt.caret.count - 1)
  }

  @Test("Facts say where")
  func facts() throws {
    let facts = JSONValue.object(try #require(refusal(of: Array("\nshow mpa".utf8))).facts)
    #expect(facts["file"] == "test.chaka" && facts["line"] == 2 && facts["column"] == 6 && facts["suggestion"] == "map")
  }
}
