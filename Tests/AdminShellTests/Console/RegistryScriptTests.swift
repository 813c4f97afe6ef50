import Domain
import Foundation
import Program
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

@Suite("The registry through the console")
struct RegistryScriptTests {
  private let sandbox: Scripting
  private static let added = """
    add bank gxnx name 广西农信 "Guangxi Rural Credit" legal 广西农村信用社联合社 home 广西 spelled 桂农信 "legal"
    """

  init() throws { sandbox = try Scripting() }

  private func commit(_ commands: String...) throws {
    let outcome = try sandbox.run((commands + ["commit"]).joined(separator: "\n"))
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test("a bank goes by its code and names from the next command on, whatever the script is made of")
  func namedAtOnce() throws {
    let file = try sandbox.write("bank.chaka", Self.added)
    let scripts = [
      "\(Self.added)\nconnect bank 桂农信 gxnx", "\(Self.added)\nconnect bank 桂农信",
      "begin\n\(Self.added)\nconnect bank 广西农信\nend", "include \(file)\nconnect bank 桂农信",
      "load \(file)\nconnect bank 桂农信", "begin\nload \(file)\nconnect bank 桂农信\nend",
      "include \(file)\nload \(file)\nbegin\nload \(file)\nconnect bank gxnx\nend",
    ]
    for (number, script) in scripts.enumerated() {
      for isCheck in [false, true] {
        let outcome = isCheck ? try check(script) : try sandbox.run(script + "\ncompare").status
        // A bank that is named twice is refused in any case.
        #expect(outcome == (number == 0 ? 64 : isCheck ? 0 : 2), "\(script) \(isCheck)")
      }
    }
  }

  private func paths(of comparison: JSONValue) throws -> [String] {
    try items(of: comparison["changes"]).map { $0["path"]?.plain ?? "" }
  }

  private func check(_ script: String) throws -> Int32 {
    try ConsoleSession.check([ArgumentInput(script)], catalogue, environment: [:], ConsoleManner(), TestCaller())
      .rawValue
  }

  @Test("a bank is not known before the command that adds it, nor after what takes it back")
  func notKnown() throws {
    for script in [
      "connect bank gxnx\n\(Self.added)", "\(Self.added)\ndiscard\nconnect bank gxnx",
      "\(Self.added)\nrollback 0\nconnect bank gxnx", "\(Self.added)\nremove bank gxnx\nconnect bank gxnx",
      "begin\n\(Self.added)\ndiscard\nconnect bank gxnx\nend",
      "\(Self.added)\ncommit at 2022-01-01\nconnect bank gxnx",
    ] {
      let outcome = try sandbox.run(script)
      #expect(outcome.status == 1 && outcome.fault?["code"] == "bank_unknown", "\(script): \(outcome)")
    }
    #expect(try sandbox.run("show history").documents == [[]])
  }

  @Test("another console names it after the commit, and what was there before by both of its names")
  func elsewhere() throws {
    try commit(
      Self.added, "connect bank gxnx", "rename region 广东 粤省 Yue full 粤省全称", "rename bank icbc 宇宙行 Universe")
    let outcome = try sandbox.run(
      """
      open region 粤省 上海
      suspend bank 桂农信 宇宙行 reason x
      disconnect bank 工行
      open region 广东省 share 5
      compare
      """)
    #expect(outcome.status == 2)
    #expect(try paths(of: outcome.documents[0]) == ["regions.CN-GD.share", "regions.CN-SH.share", "banks.gxnx"])
    let gate = try sandbox.run("show gate").documents[0]
    let (banks, regions) = try (items(of: gate["banks"]), items(of: gate["regions"]))
    #expect(banks.last?["bank"] == "gxnx" && banks.last?["state"] == "connected")
    #expect(banks.first?["name"] == "Universe" && regions.contains { $0["name"] == "Yue" })
    // A past revision is shown with the names of its time.
    #expect(try sandbox.run("show revision 0").output.contains("gxnx") == false)
  }

  @Test("what differs is told in both languages, and by its path")
  func wording() throws {
    let script = "\(Self.added)\nrename region 广东 粤省 Yue\nrename bank icbc 宇宙行 Universe\ncompare"
    let zh = try sandbox.run([.command(script)], format: .table, language: .zh).output
    for text in [
      "- 登记银行 gxnx：没有登记", "+ 登记银行 gxnx：广西农信 / Guangxi Rural Credit、广西农村信用社联合社、地方性、广西、桂农信、legal",
      "- 地区名称 CN-GD：广东 / Guangdong", "+ 地区名称 CN-GD：粤省 / Yue", "- 银行名称 icbc：工商银行 / ", "+ 银行名称 icbc：宇宙行 / Universe",
    ] {
      #expect(zh.contains(text), "\(text) in \(zh)")
    }
    let en = try sandbox.run(script, format: .table).output
    #expect(
      en.contains("- registered bank gxnx: not registered\n") && en.contains("+ name of region CN-GD: 粤省 / Yue\n"))
    let comparison = try #require(try sandbox.run(script).documents.last)
    #expect(
      try paths(of: comparison) == ["registry.banks.gxnx", "registry.regions.CN-GD.name", "registry.banks.icbc.name"])
    let list = try items(of: comparison["changes"])
    #expect(list[1]["from"] == .null && list[1]["to"] == ["zh": "粤省", "en": "Yue"])
  }

  @Test("what would contradict the registry, or is no name, is refused with the place, and changes nothing")
  func refused() throws {
    let cases = [
      ("add bank icbc name 甲 A", 1, "registry_conflict"), ("add bank foo name 工行 A", 1, "registry_conflict"),
      ("add bank foo name 北京 A", 1, "registry_conflict"), ("rename bank abc 工行 A", 1, "registry_conflict"),
      ("rename region 广东 上海 A", 1, "registry_conflict"), ("remove bank icbc", 1, "bank_not_added"),
      ("\(Self.added)\nconnect bank gxnx\nremove bank gxnx", 1, "bank_not_closed"),
      ("add bank Foo name 甲 A", 64, "usage"), ("add bank foo name 甲", 64, "usage"), ("add bank foo", 64, "usage"),
      ("add bank foo name ' ' A", 64, "usage"), ("rename bank abc 工商银行\u{200B} A", 64, "usage"),
      ("add bank foo name 甲 A tier city", 64, "usage"),
      ("add bank foo name 甲 A home Atlantis", 1, "unknown_region"), ("rename region 广东 甲", 64, "usage"),
      ("rename bank icbc 甲 \"a\\nb\"", 64, "usage"),
      ("add bank foo name 甲 \(String(repeating: "x", count: 101))", 64, "usage"),
    ]
    for (script, status, code) in cases {
      let outcome = try sandbox.run(script)
      #expect(outcome.status == status && outcome.fault?["code"] == .string(code), "\(script): \(outcome)")
      #expect(outcome.fault?["facts"]?["line"] != nil)
    }
  }

  @Test("export writes it first; applied to a new database it gives the same state, and drift sees what is missing")
  func code() throws {
    try commit(
      Self.added, "connect bank gxnx in 广西", "rename region 广东 粤省 Yue full 粤省全称", "rename bank gxnx 桂信 Gui")
    let script = try sandbox.run("export", format: .table).output
    #expect(script.split(separator: "\n")[1].hasPrefix("add bank gxnx name"))
    let other = try Scripting()
    let file = try other.write("export.chaka", script)
    #expect(try other.run("plan \(file)").status == 2 && other.run("apply \(file)").status == 0)
    #expect(
      try other.run("export", format: .table).output.split(separator: "\n").dropFirst()
        == script.split(separator: "\n").dropFirst())
    let mine = try sandbox.write("export.chaka", script)
    #expect(try sandbox.run("show drift \(mine)").status == 0 && sandbox.run("plan \(mine)").status == 0)
    #expect(try sandbox.run("rename bank gxnx 广西农信 \"Guangxi Rural Credit\"\ncommit").status == 0)
    let drift = try sandbox.run("show drift \(mine)")
    #expect(drift.status == 2 && drift.output.contains("registry.banks.gxnx.name"))
  }

  @Test("Tab offers the bank and the new names in the candidate that has them")
  func completion() throws {
    let session = try sandbox.session()
    let bank = Bank(
      code: BankCode("gxnx"), name: Bilingual(zh: "广西农信", en: "Guangxi Rural Credit"), legalName: "广西农信",
      tier: .regional)
    _ = try session.edit(.addBank(bank))
    func choices(_ line: String) -> [String] {
      Completer(session.catalogue, language: .zh).completion(of: line)?.choices.map(\.text) ?? []
    }
    #expect(choices("connect bank gx") == ["gxnx"] && choices("connect bank 广西") == ["广西农信"])
    #expect(choices("add bank foo name 甲 A t") == ["tier"])
    #expect(choices("add bank foo name 甲 A tier ") == ["national", "regional"])
    #expect(choices("rename ") == ["region", "bank"] && choices("remove ").contains("bank"))
    _ = try session.edit(.removeBank(bank.code))
    #expect(choices("connect bank gx").isEmpty)
  }
}
