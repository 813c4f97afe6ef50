import Domain
import Foundation
import Program
import RolloutControl
import Sealing
import Store
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

@Suite("impact, expecting and override in scripts")
struct ImpactScriptTests {
  private let scripting: Scripting

  /// Shanghai is open with two banks, and 12 people are counted there.
  init() throws {
    scripting = try Scripting()
    let outcome = try scripting.run(
      "open channel app\nopen region 上海\nconnect bank icbc abc\ncommit\nset losses confirm\ncommit")
    #expect(outcome.status == 0)
    try scripting.people(12, in: "CN-SH")
  }

  @Test("impact tells people, regions, banks and queries, as JSON of this shape")
  func impact() throws {
    let outcome = try scripting.run("suspend bank abc reason x\nimpact")
    #expect(outcome.status == 0)
    #expect(
      outcome.documents.last?.compact == """
        {"from":2,"to":"candidate",\
        "people":{"serviceGained":0,"serviceLost":0,"banksChanged":12,"gained":0,"lost":12},\
        "regions":[{"region":"CN-SH","name":"Shanghai","serviceGained":0,"serviceLost":0,"banksChanged":12,"gained":0,\
        "lost":12}],\
        "banks":[{"bank":"abc","name":"Agricultural Bank of China","gained":0,"lost":12,"enquiriesHeld":0,\
        "enquiriesWithdrawn":0}],\
        "queries":{"held":0,"withdrawn":0},"enquiries":{"held":0,"withdrawn":0}}
        """)
  }

  @Test("impact reads like this in both languages")
  func tables() throws {
    let script = ScriptSource.command("close region 上海\nimpact")
    #expect(
      try scripting.run([script], format: .table, language: .zh).output == """
        影响
        代码   名称      受益人数  受影响人数  获得服务  失去服务  银行有变  待恢复  将作废
        ─────  ────────  ────────  ──────────  ────────  ────────  ────────  ──────  ──────
               合计             0          12         0        12        12       0       0
        CN-SH  上海             0          12         0        12        12
        icbc   工商银行         0          12                                     0       0
        abc    农业银行         0          12                                     0       0

        """)
    let english = try scripting.run([script], format: .table).output
    #expect(english.contains("service lost") && english.contains("total"))
    let nothing = try scripting.run([.command("impact")], format: .table).output
    #expect(nothing == "Impact: no people and no running queries are affected\n")
  }

  @Test("commit expecting lost N is refused when more would lose, with line, numbers and nothing committed")
  func exceeded() throws {
    let outcome = try scripting.run("close region 上海\ncommit expecting lost 11 comment \"x\"")
    #expect(outcome.status == 1 && outcome.fault?["code"] == "losses_exceed_expected")
    #expect(outcome.fault?["facts"]?["lost"] == 12 && outcome.fault?["facts"]?["expected"] == 11)
    #expect(try scripting.session().running().number == 2)
    #expect(try scripting.run("close region 上海\ncommit expecting lost 12").status == 0)
  }

  @Test("commit without a number is refused where the policy asks for it")
  func notExpected() throws {
    let outcome = try scripting.run("close region 上海\ncommit")
    #expect(outcome.status == 1 && outcome.fault?["code"] == "losses_not_expected")
    #expect(outcome.fault?["message"].map { "\($0)".contains("expecting lost 12") } ?? false)
  }

  @Test("commit check ends with the impact, and says what the commit has to say")
  func check() throws {
    let outcome = try scripting.run("close region 上海\ncommit check")
    let check = outcome.documents.last
    #expect(outcome.status == 0 && check?["ready"] == true && check?["asksForLosses"] == true && check?["unmet"] == [])
    #expect(check?["impact"]?["people"]?["lost"] == 12)
    let text = try scripting.run([.command("close region 上海\ncommit check")], format: .table, language: .zh).output
    #expect(text.contains("提交时须加：expecting lost 12") && text.hasSuffix("检查通过，可以提交\n"))
  }

  @Test("commit check lists unmet preconditions with their figures and ends with 1; override passes them")
  func preconditions() throws {
    #expect(try scripting.run("set preconditions required\ncommit").status == 0)
    let outcome = try scripting.run("open region 北京\ncommit check")
    let check = outcome.documents.last
    #expect(outcome.status == 1 && check?["ready"] == false && outcome.error.isEmpty)
    let unmet = try items(of: check?["unmet"])
    #expect(unmet.map { $0["group"] } == ["pilot-2"] && unmet.map { $0["neededPercent"] } == [99])
    let refused = try scripting.run("open region 北京\ncommit")
    #expect(refused.status == 1 && refused.fault?["code"] == "preconditions_unmet")
    #expect(refused.fault?["facts"]?["unmet"] != nil)
    #expect(try scripting.run("open region 北京\ncommit override \"ministry 批准\"").status == 0)
  }

  @Test("a scheduled commit says that the number is not counted again")
  func scheduled() throws {
    let source = ScriptSource.command("close region 上海\ncommit at 2022-01-01 expecting lost 12")
    #expect(try scripting.run([source], format: .table).error.contains("not again when the commit takes effect"))
  }

  /// A commit by a person at a terminal, who types an answer, or gives up.
  private func commit(_ line: String, typing result: String?) throws -> (question: String?, fault: String?) {
    let settings = PageSettings(language: .en, columns: 80, paint: Paint(isOn: false))
    let console = Console(catalogue, settings, Certifying(runner: scripting.runner)) { try scripting.session() }
    var question: String?
    console.ask = {
      question = $0.en
      return result
    }
    do {
      for text in ["close region 上海", line] {
        var reader = ScriptReader(LineReader(file: "test", bytes: Array(text.utf8)))
        while let parsed = try reader.next() { _ = try console.reply(to: Binder(catalogue).bind(parsed)) }
      }
      return (question, nil)
    } catch {
      return (question, (error as? any Fault)?.code)
    }
  }

  @Test(
    "On a terminal the number is asked for: a wrong one, or none, commits nothing",
    arguments: ["11", "13", "", "twelve", nil])
  func wrongNumber(result: String?) throws {
    let outcome = try commit("commit", typing: result)
    #expect(outcome.question?.hasPrefix("12 people lose the service or a bank") ?? false)
    #expect(outcome.fault == "losses_not_confirmed")
    #expect(try scripting.session().running().number == 2)
  }

  @Test("On a terminal the right number commits, and what was said already is not asked for")
  func rightNumber() throws {
    #expect(try commit("commit", typing: "12").fault == nil)
    #expect(try scripting.session().running().number == 3)
    #expect(try scripting.run("open region 上海\ncommit").status == 0)
    let outcome = try commit("commit expecting lost 12", typing: nil)
    #expect(outcome.question == nil && outcome.fault == nil)
  }

  private static let unreadable: [(String, String)] = [
    ("commit expecting", "\"expecting\" needs a value"),
    ("commit expecting lost", "\"lost\" needs a value"),
    ("commit expecting 12", "Invalid \"12\""),
    ("commit expecting lost many", "Invalid \"many\""),
    ("commit expecting lost -1", "Invalid \"-1\""),
    ("commit expecting lost 99999999999999999999", "expected "),
    ("commit expecting lost 1 2", "Unexpected \"2\""),
    ("commit override", "\"override\" needs a value"),
    ("commit override \" \"", "The text of \"override\" is empty"),
    ("impact icbc", "Unexpected \"icbc\""),
  ]

  @Test("what cannot be read is refused", arguments: unreadable)
  func refuses(line: String, message: String) throws {
    let outcome = try scripting.run(line)
    #expect(
      outcome.status == 64
        && "\(String(describing: outcome.fault?["message"]))".contains(
          message.replacingOccurrences(of: "\"", with: "\\\""))
    )
  }

  @Test("Tab offers lost, then wants a number")
  func completion() {
    let completer = Completer(catalogue, language: .en)
    #expect(completer.completion(of: "commit expecting ")?.choices.map(\.text) == ["lost"])
    #expect(completer.completion(of: "commit expecting lost ")?.choices == [])
    #expect(completer.completion(of: "commit expecting lost ")?.values.map(\.text) == ["lost NUMBER"])
    let after = completer.completion(of: "commit expecting lost 3 ")?.choices.map(\.text) ?? []
    #expect(after.contains("comment") && !after.contains("expecting"))
  }
}

extension Scripting {
  /// Adds a number of people, counted as registration counts them.
  func people(_ count: Int, in region: String) throws {
    try session().store.write { transaction in
      for bucket in 0..<count {
        let place = RegionCode(region)
        try transaction.register(.sample("P\(region)-\(bucket)", in: place, bucket: bucket, at: transaction.now))
      }
    }
  }
}
