import Domain
import Testing

@testable import AdminShell

struct VariableTests {
  private func words(_ text: String, _ variables: Variables) throws -> [String] {
    var lexer = Lexer(LineReader(file: "x", bytes: Array(text.utf8)), variables)
    return try lexer.next()?.map(\.text) ?? []
  }

  private var variables: Variables {
    get throws {
      let variables = Variables(environment: ["TICKET": "OPS 17", "BAD": "a\u{1b}b"])
      try variables.set("one", to: ["上海"])
      try variables.set("two", to: ["云南", "广东"])
      return variables
    }
  }

  @Test(
    "A variable holds bare and in double quotes, not in single ones",
    arguments: [
      ("$one", ["上海"]), ("a$one", ["a上海"]), ("${one}市", ["上海市"]), ("\"$one!\"", ["上海!"]), ("'$one'", ["$one"]),
      ("\"\\$one\"", ["$one"]), ("\"5 $ or $5\"", ["5 $ or $5"]), ("$two", ["云南", "广东"]), ("\"$two\"", ["云南 广东"]),
      ("x$two", ["x云南 广东"]), ("$env.TICKET", ["OPS 17"]), ("\"${env.TICKET}\"", ["OPS 17"]),
      ("$one|x", ["上海", "|", "x"]),
    ])
  func held(text: String, expected: [String]) throws { #expect(try words(text, variables) == expected) }

  @Test(
    "What is not set, or is no text, is refused at its place",
    arguments: [
      ("open region $on", "unknown_variable", 13, "$one"), ("commit comment \"x $three\"", "unknown_variable", 19, nil),
      ("open region $env.NOPE", "unknown_variable", 13, nil), ("open region $", "syntax", 13, nil),
      ("commit comment $env.BAD", "usage", 16, nil), ("let 1a x", "usage", 5, nil), ("let env x", "usage", 5, nil),
    ])
  func refused(script: String, code: String, column: Int, suggestion: String?) throws {
    var reader = ScriptReader(file: "x", bytes: Array(script.utf8), try variables)
    let found = #expect(throws: Diagnostic.self) { while try reader.next() != nil {} }
    #expect(found?.code == code && found?.place.column == column && found?.suggestion == suggestion)
    #expect(found?.kind == (code == "unknown_variable" ? .refused : .usage))
  }

  @Test("What let says holds from the next command on, and never begins a clause")
  func scripts() throws {
    let found = try commands("let r 上海 云南\nlet s 5\nopen region $r share $s")
    #expect(found.prefix(2).map { ($0 as? Let)?.name } == ["r", "s"])
    #expect(isSame(found[2], OpenRegion(regions: places("CN-SH", "CN-YN"), share: Share(hundredths: 500)!)))
    #expect(refusal(of: Array("let c share\nopen region 上海 $c 5".utf8))?.code == "unknown_region")
    #expect(refusal(of: Array("open region $r\nlet r 上海".utf8))?.code == "unknown_variable")
  }

  @Test(
    "A variable that doubles itself is refused before it takes the memory, done or only checked",
    arguments: ["let a \"$a$a\"", "let a $a $a", "let b \"$a$a\"\nlet a \"$b$b\""])
  func doubling(line: String) {
    let script = "let a 0123456789\n" + String(repeating: line + "\n", count: 64)
    let fault = #expect(throws: Diagnostic.self) {
      try ScriptReader.commands(in: Array(script.utf8), file: "x", Variables(environment: [:]))
    }
    #expect(fault?.cause as? SyntaxFault == .expandsTooFar(bytes: ScriptBudget.mostText))
  }

  @Test("Many short words count for what they take in memory, not for their letters")
  func words() {
    let script = "let a" + String(repeating: " x", count: 500)
    let line = "\nlet b" + String(repeating: " $a", count: 500)
    let fault = #expect(throws: Diagnostic.self) {
      try ScriptReader.commands(
        in: Array((script + line + line + line).utf8), file: "x", Variables(environment: [:]))
    }
    #expect(fault?.cause as? SyntaxFault == .expandsTooFar(bytes: ScriptBudget.mostText))
  }

  @Test("Lines that are typed one by one, each with a budget of its own, hold no more together")
  func held() throws {
    let variables = Variables(environment: [:])
    let texts = Array(repeating: "x", count: ScriptBudget.mostText / 1_000)
    var fault: SyntaxFault?
    for number in 0..<10 where fault == nil {
      variables.renewBudget()
      do { try variables.set("v\(number)", to: texts) } catch { fault = error }
    }
    #expect(fault == .expandsTooFar(bytes: ScriptBudget.mostText))
    try variables.set("v0", to: ["x"])
  }
}
