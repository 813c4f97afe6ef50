import ArgumentParser
import Domain
import Settings
import Testing
import Text

@testable import Program

struct ErrorReportTests {
  @Test func `a fault is told to people with its code`() {
    let report = ErrorReport(program: "chaka", isJSON: false)
    Program.$language.withValue(.en) {
      #expect(
        report.text(of: PersonFault.invalidPhone)
          == "chaka: error: this is not a mainland mobile number: 11 digits, beginning with 1 [invalid_phone]")
    }
    Program.$language.withValue(.zh) {
      #expect(report.text(of: PersonFault.invalidPhone).hasPrefix("chaka: error: 手机号不正确"))
    }
  }

  @Test(arguments: [
    "\u{1b}]0;owned\u{7}", "\u{1b}[2J", "\u{9b}2J", "\u{7f}", "a\nb", "a\rb", "\u{2028}", "\u{202e}gpj", "\u{200b}",
  ])
  func `nothing of an argument steers the terminal, in usage errors neither`(argument: String) {
    let report = ErrorReport(program: "chaka", isJSON: false)
    let faults: [any Fault] = [
      UsageFault.unknownOption("--" + argument, suggestion: nil), UsageFault.unknownCommand(argument, suggestion: nil),
      UsageFault.invalidValue(argument, option: "--now", allowed: []), UsageFault.unexpectedArgument(argument),
      NameFault.unknownBank(argument, suggestions: []), SecretInputFault.unreadable(argument),
      ConfigurationFault(file: argument, line: 1, problem: .unknownKey(argument, suggestion: nil)),
    ]
    for fault in faults {
      for language in Language.allCases {
        let text = Program.$language.withValue(language) { report.text(of: fault) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
          lines.allSatisfy { String($0).firstHidden == nil || String($0).firstHidden?.scalar == "\u{fffd}" }, "\(fault)"
        )
        #expect(lines.count <= 2)
      }
    }
  }

  @Test func `JSON escapes what would steer a terminal, and keeps it for programs`() {
    let text = JSONValue.string("\u{9b}2J\u{202e}\u{2028}\u{85}…“”é").compact
    #expect(text == #""\u009b2J\u202e\u2028\u0085…“”é""#)
    #expect(JSONValue(json: text) == "\u{9b}2J\u{202e}\u{2028}\u{85}…“”é")
  }

  @Test func `and to programs as JSON with its facts`() {
    let report = ErrorReport(program: "chaka", isJSON: true)
    Program.$language.withValue(.en) {
      #expect(
        report.text(of: PersonFault.invalidIDNumber(.date)) == """
          {"error":{"code":"invalid_id_number","message":"this identity number is wrong: check the birth date in it",\
          "facts":{"problem":"date"}}}
          """)
    }
  }

  @Test(arguments: [
    ("fail refused", 1), ("fail cancelled", 130), ("fail ended", 2), ("fail otherwise", 3), ("fail", 64),
    ("nonsense", 64), ("", 64), ("fail refused --format xml", 64), ("fail refused --now yesterday", 64),
    ("greet Ann --times 1", 0), ("greet Ann --times x", 64), ("greet Ann --times 1 --config=/nowhere", 0),
  ])
  func `the exit status follows from the fault`(line: String, status: Int32) async {
    let found = await Program.run(
      Sample.self, name: "sample", arguments: words(line), environment: ["HOME": "/nowhere"])
    #expect(found == status)
  }

  @Test func `what nobody foresaw is told without what it holds`() {
    let fault = InternalFault(Fail.Surprise())
    #expect(fault.code == "internal" && fault.kind == .environment)
    #expect(fault.message.en.contains("Surprise") && !fault.message.en.contains("1101"))
  }
}
