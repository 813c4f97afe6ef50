import Domain
import Program
import RolloutControl
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

@Suite("People at the console are told")
struct TellingTests {
  private let scripting: Scripting

  init() throws { scripting = try Scripting() }

  private func told(_ script: String, _ language: Language = .en, as author: String = "op") throws -> Scripting.Outcome
  {
    try scripting.run([.command(script)], as: author, format: .table, language: language)
  }

  @Test("names and values, and no paths, of a conflict and of what needs approval")
  func names() throws {
    #expect(try told("open region 上海\ncommit").status == 0)
    let session = try scripting.session(author: "wang")
    _ = try session.edit(.openRegions([RegionCode("CN-SH")], Share(text: "5") ?? .none))
    #expect(try told("open region 上海 share 9\ncommit").status == 0)
    let fault = try #require(throws: RolloutFault.self) { try session.commit(CommitTerms()) }
    let message = AdminRemedies(catalogue).message(of: fault)
    #expect(message.zh.contains("与版本 2 冲突（上海开放比例：对方 9%，候选版本 5%）"))
    #expect(message.en.contains("conflicts with revision 2 (share of Shanghai: 9 % there, 5 % in the candidate)"))
    #expect(try told("set four-eyes all\ncommit").status == 0)
    let refused = try told("open region 云南\ncommit", .zh)
    #expect(refused.error.contains("需要审批（云南开放比例）") && !refused.error.contains("regions."))
  }

  @Test("names, and no paths, of what would be opened again that an emergency closed")
  func reopening() throws {
    #expect(try told("open region 上海\ncommit").status == 0)
    #expect(try told("close region 上海 emergency reason power").status == 0)
    let refused = try told("open region 上海\ncommit", .zh)
    #expect(refused.error.contains("[review_open]") && refused.error.contains("（上海开放比例）"), "\(refused.error)")
    #expect(!refused.error.contains("regions."))
  }

  @Test(
    "what a name is, where it stands in the wrong place",
    arguments: [
      ("rename region pilot-1 A B", "“pilot-1”是地区组，此处应为一个地区", "unknown_region"),
      ("open region icbc", "“icbc”是银行，此处应为地区", "unknown_region"),
      ("show bank national-14", "“national-14”是银行组，此处应为一家银行", "bank_unknown"),
      ("connect bank 上海", "“上海”是地区，此处应为银行。您要找的可能是：", "bank_unknown"),
    ])
  func misplaced(script: String, message: String, code: String) throws {
    let outcome = try told(script, .zh)
    #expect(outcome.status == 1 && outcome.error.contains(message) && outcome.error.contains("[\(code)]"))
  }

  @Test("what a value can be, with an example")
  func values() throws {
    #expect(try told("commit expecting 5").error.contains("Invalid \"5\": expected lost NUMBER, for example lost 120"))
    #expect(try told("set guardrail").error.contains("\"set guardrail\" needs a value: off, or a percentage"))
    let completion = try #require(Completer(catalogue, language: .zh).completion(of: "set guardrail "))
    #expect(completion.list(.zh, columns: 80, withHelp: true)?.contains("off    不自动暂停\n") == true)
  }

  @Test("of one operator who was added, and once of glass that is broken")
  func once() throws {
    let added = try told("add operator li role approver\nadd operator wang role approver")
    #expect(added.output.split(separator: "\n").count { $0.hasPrefix("li ") } == 1)
    #expect(try told("set four-eyes all\ncommit", as: "wang").status == 0)
    #expect(try told("open region 云南\nrequest commit", as: "wang").status == 0)
    let broken = try told("break glass 1 reason gone", as: "li")
    let all = broken.output + broken.error
    #expect(all.ranges(of: "Break glass by li (gone)").count == 1)
  }

  @Test("a list without blanks at the end of its lines, and an audit record without JSON")
  func lists() throws {
    let lines = try told("explain 上海").output.split(separator: "\n")
    #expect(lines.count > 5 && lines.allSatisfy { !$0.hasSuffix(" ") })
    #expect(try told("suspend bank icbc emergency reason fraud").status == 0)
    let audit = try told("audit show 3")
    #expect(!audit.output.contains("{") && audit.output.contains("reason fraud"))
    let (zh, en) = (try told("show history", .zh).output, try told("show history").output)
    #expect(zh.contains("紧急操作：fraud") && en.contains("emergency: fraud") && !en.contains("紧急"))
  }

  @Test("a certification by its groups, with each check that did not pass")
  func certification() {
    var lines: [String] = []
    var certifying = Certifying(runner: ScriptedRunner()) { lines.append($0) }
    certifying.sumsUp = true
    let progress = CertificationProgress(certifying, .en)
    let results: [(CheckGroup, CheckOutcome)] = [
      (.transport, .passed), (.transport, .passed), (.load, .failed(why: Bilingual(zh: "断", en: "cut"))),
      (.load, .passed),
    ]
    for (group, outcome) in results { progress.take(ScriptedRunner.check(group, outcome)) }
    progress.end()
    #expect(lines.count == 3 && lines[0].hasSuffix(": 2 passed") && lines[2].hasSuffix(": 1 passed"))
    #expect(lines[1] == "  3 load.scripted: failed (12 ms)")
  }
}
