import Foundation
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

@Suite("Asking why, and asking the chain")
struct WhyTests {
  private let sandbox: Scripting

  init() throws {
    sandbox = try Scripting()
    _ = try sandbox.run("open channel app\nopen region 上海\nconnect bank icbc in 上海\ncommit comment \"Shanghai first\"")
  }

  @Test("a reason names the rule, the revision, the operator and the comment")
  func rule() throws {
    let result = try sandbox.run("explain 上海 icbc").documents[0]
    #expect(result["admitted"] == true && result["remedy"] == [] && result["channel"] == "app")
    let (rules, banks) = try (items(of: result["rules"]), items(of: result["banks"]))
    #expect(rules.map { $0["path"] } == ["service", "channels.app", "regions.CN-SH.share"])
    #expect(rules[2]["revision"] == 1 && rules[2]["author"] == "op" && rules[2]["comment"] == "Shanghai first")
    #expect(banks[0]["rule"]?["value"] == ["connected": ["CN-SH"]])
    let refused = try sandbox.run("explain 广东").documents[0]
    let reasons = try items(of: refused["reasons"])
    #expect(reasons[0]["code"] == "region_closed" && reasons[0]["rule"]?["revision"] == 0)
  }

  @Test("the smallest change is commands that admit when they are typed", arguments: [Language.zh, .en])
  func remedy(language: Language) throws {
    let refused = try sandbox.run("explain 广东 icbc 招商银行 channel web").documents[0]
    let commands = try items(of: refused["remedy"])
    #expect(
      commands == [
        "open channel web", "open region CN-GD", "connect bank icbc in CN-GD CN-SH", "connect bank cmb in CN-GD",
      ])
    let text = try sandbox.run([.command("explain 广东 icbc 招商银行 channel web")], format: .table, language: language)
      .output.split(separator: "\n").suffix(4).map { $0.trimmingCharacters(in: .whitespaces) }
    _ = try sandbox.run(text.joined(separator: "\n") + "\ncommit")
    #expect(try sandbox.run("explain 广东 icbc 招商银行 channel web").documents[0]["admitted"] == true)
  }

  @Test("a bank that has to be certified before it is connected comes first in the smallest change")
  func certification() throws {
    #expect(try sandbox.run("disconnect bank all\nset certification required\ncommit").status == 0)
    let refused = try sandbox.run("explain 上海 cmb").documents[0]
    #expect(refused["remedy"] == ["certify bank cmb", "connect bank cmb in CN-SH"])
    #expect(try sandbox.run("explain 上海 cmb", format: .table).output.contains("\n  certify bank cmb\n"))
  }

  @Test("names of regions written into commands are found again in both languages")
  func names() throws {
    for language in [Language.zh, .en] {
      let writer = CommandText.named(catalogue, language)
      for region in catalogue.regions {
        let command = writer.text(of: .openRegions([region.code], .full))
        #expect(try edits(command) == [.openRegions([region.code], .full)])
      }
    }
  }

  @Test("numbers that nobody has are refused, and asking is in the chain")
  func unknown() throws {
    #expect(try sandbox.run("explain query Q00ABC").fault?["code"] == "no_such_query")
    #expect(try sandbox.run("explain refusal rabc 广东 icbc").fault?["code"] == "no_such_refusal")
    #expect(try sandbox.run("explain query 'Q 1'").status == 64)
    let records = try items(of: sandbox.run("audit show action read").documents.first)
    #expect(records.map { $0["object"] } == ["query Q00ABC", "refusal RABC"])
    #expect(try sandbox.run("audit show action read by nobody").documents == [[]])
    #expect(try sandbox.run("audit show 1 about RABC from 2021-12-01 to 2021-12-03").documents != [[]])
  }

  @Test("a head noted elsewhere is looked for in the chain")
  func expecting() throws {
    let head = try #require(try sandbox.run("audit head").documents[0]["head"])
    _ = try sandbox.run("open channel web\ncommit")
    let verdict = try sandbox.run("audit verify expecting \(head.plain)")
    #expect(verdict.status == 0 && verdict.documents[0]["expected"]?["record"] == 3)
    let foreign = try sandbox.run("audit verify expecting \(String(repeating: "0", count: 64))")
    #expect(foreign.status == 1 && foreign.documents[0]["code"] == "audit_head_unknown")
    #expect(foreign.documents[0]["intact"] == false)
    #expect(try sandbox.run("audit verify expecting 12").status == 64)
    #expect(try sandbox.run("audit verify").documents[0]["expected"] == .null)
  }

  @Test("progress is a bar with what was done of how much")
  func progress() {
    let text = CheckingProgress.text(done: 250_000, of: 1_000_000)
    #expect(text.en == "[#####...............] 25 %  250000 of 1000000 records")
    #expect(CheckingProgress.text(done: 3, of: 0).zh.contains("100 %"))
  }
}
