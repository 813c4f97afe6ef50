import Program
import TestFixtures
import Testing
import Text

@testable import AdminShell

struct HelpTests {
  private func page(_ topic: String, _ language: Language) throws -> String {
    var lexer = Lexer(LineReader(file: "test", bytes: Array(topic.utf8)))
    return try HelpPage(language: language, columns: 80, paint: Paint(isOn: false)).text(on: lexer.next() ?? [])
  }

  @Test("Every command has its help in both languages", arguments: Grammar.forms.map(\.name))
  func complete(name: String) throws {
    let form = try #require(Grammar.forms.first { $0.name == name })
    for language in Language.allCases {
      #expect(!form.summary[language].isEmpty && form.clauses.allSatisfy { !$0.summary[language].isEmpty })
      #expect(try page(name, language).contains(form.summary[language].prefix(12)))
    }
    #expect(form.summary.zh.unicodeScalars.contains { $0.value > 0x4e00 })
    #expect(!form.examples.isEmpty || ["quit", "exit"].contains(name))
  }

  @Test("Every example is a command, once its bank was added", arguments: Grammar.forms.flatMap(\.examples))
  func examples(text: String) {
    let added = AddBank.form.examples.prefix(1)
    let refusal = refusal(of: Array((added + [text]).joined(separator: "\n").utf8))
    #expect(refusal == nil || text == "set POLICY VALUE")
  }

  @Test("Every verb and subject is a topic, and no line is wider than the terminal")
  func topics() throws {
    for topic in [""] + Grammar.verbs + HelpTopic.subjects.map(\.name) {
      for language in Language.allCases {
        let text = try page(topic, language)
        #expect(!text.isEmpty)
        #expect(text.split(separator: "\n").all { displayWidth(String($0)) <= 80 }, "\(topic) \(language)")
      }
    }
  }

  @Test("The help of a command reads like this")
  func snapshot() throws {
    #expect(
      try page("open region", .zh) == """
        open region REGION... [share PERCENT]
          开放地区
          [share PERCENT]       开放比例，默认 100
          开放比例为 0 到 100，最多两位小数。提高比例时，已能使用的人不受影响；share 0
          等于关闭。
        例：
          open region 上海 云南
          open region CN-GD share 12.5
          open region pilot-2

        """)
  }

  @Test("The help of an onboarding command reads like this")
  func onboardingSnapshot() throws {
    #expect(
      try page("rotate key", .en) == """
        rotate key BANK FILE [overlap HOURS]
          rotate a bank's public keys; old and new are both valid during the overlap
          [overlap HOURS]       hours during which old and new keys are both valid;
                                default 72
          Certify the bank with its new keys before the overlap ends, or it is
          suspended.
        Examples:
          rotate key icbc icbc-2.json overlap 48

        rotate key network [overlap HOURS]
          rotate the network key; the new one signs once the overlap ends
          [overlap HOURS]       hours during which old and new keys are both valid;
                                default 72
          Banks verify the network by it: if the policy four-eyes includes onboarding,
          request approval first.
        Examples:
          rotate key network
          rotate key network overlap 168

        """)
  }

  @Test("An unknown topic is refused with what may have been meant")
  func unknown() {
    #expect(throws: Diagnostic.self) { try page("xyzzy", .en) }
    #expect((#expect(throws: Diagnostic.self) { try page("opne", .en) })?.suggestion == "open")
  }
}
