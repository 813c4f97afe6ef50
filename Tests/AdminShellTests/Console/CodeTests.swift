import Domain
import Foundation
import TestFixtures
import TestRandom
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

@Suite("The rollout as code")
struct CodeTests {
  private let sandbox: Scripting
  private static let opened = """
    open channel app
    open region 上海 云南 share 12.5
    connect bank icbc gdnx in 广东 上海
    connect bank abc
    suspend bank icbc reason "it's \\"down\\" \\\\ 维护\\n # \\$x"
    suspend bank boc reason 维护
    set guardrail 97.5
    pause service reason '演练 "drill"'
    commit comment "first \\"step\\""
    """

  init() throws { sandbox = try Scripting() }

  /// Rollouts that the console can make, in every combination.
  private struct RandomRollout {
    var random: Seeded
    let regions = catalogue.regions.map(\.code)
    let banks = catalogue.banks.map(\.code)

    mutating func rollout() throws -> Rollout {
      var rollout = Rollout()
      let added = try addToRegistry(of: &rollout)
      if random.oneIn(4) { rollout.service = .paused(reason: text()) }
      for channel in Channel.allCases where random.oneIn(2) { rollout.set(channel, open: true) }
      for region in regions where random.oneIn(2) {
        rollout.set(Share(hundredths: random.oneIn(3) ? 10_000 : random.below(10_001)) ?? .none, for: region)
      }
      for bank in banks + added { rollout.set(state(), for: bank) }
      if random.oneIn(2) { rollout.apply(.setPolicy(try #require(PolicySetting(.certification, "off")))) }
      return rollout
    }

    /// Adds banks to the rollout's registry entries, and gives them.
    private mutating func addToRegistry(of rollout: inout Rollout) throws -> [BankCode] {
      guard random.oneIn(2) else { return [] }
      var added: [BankCode] = []
      for number in 0..<random.below(4) {
        let bank = Bank(
          code: BankCode("new\(number)"), name: name(number), legalName: "法定 \(number)",
          spellings: (0..<random.below(3)).map { name(300 + 10 * number + $0).zh },
          tier: random.pick(BankTier.allCases),
          home: random.oneIn(2) ? random.pick(regions) : nil)
        try rollout.apply(.addBank(bank), over: catalogue)
        added.append(bank.code)
      }
      for (number, bank) in (banks + added).enumerated() where random.oneIn(5) {
        try rollout.apply(.renameBank(bank, name(100 + number)), over: catalogue)
      }
      for (number, region) in regions.enumerated() where random.oneIn(5) {
        let name = RegionName(name(200 + number), fullName: random.oneIn(2) ? "全称 \(number)" : nil)
        try rollout.apply(.renameRegion(region, name), over: catalogue)
      }
      return added
    }

    private mutating func name(_ number: Int) -> Bilingual {
      let text = random.pick(["home", "a \"b\" \\", "# $x |", "新 银行", "it's"])
      return Bilingual(zh: "\(text) 名 \(number)", en: "\(text) name \(number)")
    }

    private mutating func state() -> BankRollout {
      switch random.below(4) {
      case 0: .closed
      case 1: .suspended(reason: text(), regions: random.oneIn(2) ? nil : places())
      default: .connected(places())
      }
    }

    private mutating func places() -> BankRegions {
      random.oneIn(3) ? .everywhere : .named((0...random.below(5)).map { _ in random.pick(regions) })
    }

    private mutating func text() -> String {
      random.pick(["维护", "it's \"broken\" \\", "a\nb\tc", "# no comment", "at", " $x | y; ?<>&", "“引号”　🏦"])
    }
  }

  @Test("export writes what reads back as exactly the same state", arguments: 0..<150)
  func exact(seed: Int) throws {
    var random = RandomRollout(random: Seeded(seed))
    let rollout = try random.rollout()
    let revision = Revision(
      number: 7, rollout: rollout, author: "a\nb", comment: "c \"d\" \\ 维护", committedAt: .distantFuture,
      effectiveAt: .distantFuture, hash: "")
    #expect(try ExportedScript(revision).isExact(catalogue))
  }

  @Test("export gives the state back in an empty database")
  func export() throws {
    #expect(try sandbox.run(Self.opened).status == 0)
    let script = try sandbox.run("export", format: .table)
    #expect(script.status == 0 && script.output.hasPrefix("# "))
    let other = try Scripting()
    let file = try other.write("export.chaka", script.output)
    #expect(try other.run([.file(file)]).status == 0)
    let gates = try [sandbox, other].map { try $0.run("show gate").documents[0] }
    #expect(gates[0]["banks"] == gates[1]["banks"] && gates[0]["regions"] == gates[1]["regions"])
    #expect(gates[0]["policies"] == gates[1]["policies"] && gates[0]["pauseReason"] == gates[1]["pauseReason"])
    #expect(try other.run("show drift \(file)").status == 0 && other.run("plan \(file)").status == 0)
    #expect(try other.run("export").documents[0]["revision"] == 1)
    #expect(try other.run("export 0", format: .csv).output == "command\r\n")
  }

  @Test("plan says 0 for no changes and 2 for some, and changes nothing")
  func plan() throws {
    _ = try sandbox.run(Self.opened)
    let file = try sandbox.write("more.chaka", "open region 广东\ncommit check\n")
    let planned = try sandbox.run("plan \(file)")
    #expect(planned.status == 2)
    #expect(
      planned.documents[0]["changes"] == [["path": "regions.CN-GD.share", "from": 0, "to": 100]]
        && planned.documents[0]["from"] == 1 && planned.documents[0]["to"] == "plan")
    #expect(try sandbox.session().history.revisions().map(\.number) == [1])
    #expect(try sandbox.run("plan \(file)\nshow map").status == 0)
    #expect(try sandbox.run("apply \(file) comment 'from git'").documents[0]["to"] == 2)
    #expect(try sandbox.run("plan \(file)").status == 0)
    let again = try sandbox.run("apply \(file)")
    #expect(again.status == 0 && again.documents[0]["commits"] == [] && again.documents[0]["changes"] == [])
  }

  @Test("drift finds what a file does not mention")
  func drift() throws {
    let file = try sandbox.write("state.chaka", Self.opened)
    #expect(try sandbox.run("show drift \(file)").status == 2)
    _ = try sandbox.run(Self.opened)
    #expect(try sandbox.run("show drift \(file)").status == 0)
    _ = try sandbox.run("open channel web\ncommit")
    let drifted = try sandbox.run("show drift \(file)")
    #expect(drifted.status == 2 && drifted.documents.first?["to"] == "file")
    #expect(drifted.documents.first?["changes"] == [["path": "channels.web", "from": "open", "to": "closed"]])
  }

  @Test("a file that cannot be read, or says more than it may, changes nothing")
  func refused() throws {
    let cases: [(String, Int32, String)] = [
      ("open region 广东\nendpoint icbc http://127.0.0.1/icbc\n", 64, "usage"), ("open region 广东\nopne", 64, "syntax"),
      ("open region Atlantis", 1, "unknown_region"), ("load missing.chaka", 3, "file_unreadable"),
      ("rollback 9", 1, "unknown_revision"), ("open region 广东\ncommit at 2021-01-01", 1, "time_in_past"),
    ]
    for (text, status, code) in cases {
      let file = try sandbox.write("bad.chaka", text)
      let outcome = try sandbox.run("apply \(file)")
      #expect(outcome.status == status && outcome.fault?["code"] == .string(code), "\(text): \(outcome)")
    }
    #expect(try sandbox.run("plan missing.chaka").status == 3)
    #expect(try sandbox.run("show history").documents[0] == [])
  }

  @Test("plan says what each commit would be refused for, and its exit status stays what it is")
  func judged() throws {
    _ = try sandbox.run("open channel app\nset four-eyes regions\ncommit")
    let file = try sandbox.write("two.chaka", "connect bank icbc\ncommit\nopen region 广东\n")
    let planned = try sandbox.run("plan \(file)")
    let commits = try items(of: planned.documents.first?["commits"])
    #expect(planned.status == 2 && commits.map { $0["ready"] } == [true, false] && commits[0]["refusals"] == [])
    let refusals = try items(of: commits[1]["refusals"])
    #expect(refusals.map { $0["code"] } == ["approval_required"])
    #expect(refusals.map { $0["facts"] } == [["paths": ["regions.CN-GD.share"]]])
    let text = try sandbox.run([.command("plan \(file)")], format: .table, language: .zh)
    #expect(text.status == 2 && text.output.contains("第 2 次提交将被拒绝：需要审批（广东开放比例）"))
    let ready = try sandbox.write("one.chaka", "connect bank icbc\n")
    #expect(try sandbox.run("plan \(ready)", format: .table).output.hasSuffix("Ready to commit\n"))
  }

  @Test("request apply asks for a file's one commit; a file of several is to be asked for one by one")
  func requested() throws {
    _ = try sandbox.run("open channel app\nset four-eyes all\ncommit")
    let file = try sandbox.write("one.chaka", "open region 广东\ncommit comment \"from the file\"\n")
    #expect(try sandbox.run("apply \(file)").fault?["code"] == "approval_required")
    let asked = try sandbox.run("request apply \(file) comment 'from git'", as: "wang").documents.last
    #expect(asked?["comment"] == "from the file" && asked?["changes"] != .null)
    #expect(try sandbox.run("approve 1", as: "li").documents.last?["commit"]?["revision"] == 2)
    #expect(try sandbox.run("plan \(file)").status == 0)
    #expect(try sandbox.run("request apply \(file)").fault?["code"] == "nothing_changed")
    let two = try sandbox.write("two.chaka", "connect bank icbc\ncommit\nopen region 云南\n")
    let refused = try sandbox.run("request apply \(two)")
    #expect(refused.status == 1 && refused.fault?["code"] == "several_commits")
    #expect(refused.fault?["facts"]?["commits"] == 2)
  }

  @Test("apply that is refused at a later commit tells of those that were made before")
  func refusedLater() throws {
    _ = try sandbox.run("open channel app\nset four-eyes regions\ncommit")
    let file = try sandbox.write("two.chaka", "connect bank icbc\ncommit\nopen region 广东\n")
    let applied = try sandbox.run("apply \(file)", format: .table)
    #expect(applied.status == 1 && applied.error.hasPrefix("Revision 2 is in force"))
    #expect(applied.error.contains("[approval_required]"))
  }

  @Test("commit check says what somebody else has to approve")
  func checked() throws {
    _ = try sandbox.run("open channel app\nset four-eyes regions\ncommit")
    let check = try sandbox.run("open region 广东\nconnect bank icbc\ncommit check")
    #expect(check.status == 0 && check.documents.last?["needsApproval"] == ["regions.CN-GD.share"])
    let text = try sandbox.run("open region 广东\ncommit check", format: .table).output
    #expect(text.hasSuffix("needs approval (share of Guangdong). Run request commit\n"))
  }

  @Test("a commit that is scheduled warns of the scheduled ones that change the same")
  func clashing() throws {
    #expect(
      try sandbox.run("open region 广东\ncommit at 2022-01-02", as: "li").documents.last?["conflicts"] == [])
    let made = try sandbox.run("open region 广东 share 50\ncommit at 2022-01-01", as: "wang").documents.last
    let conflicts = try items(of: made?["conflicts"])
    #expect(conflicts.map { $0["scheduled"] } == [1] && conflicts.map { $0["dropped"] } == ["scheduled"])
    let source = ScriptSource.command("open region 广东 share 20\ncommit at 2022-01-03")
    let text = try sandbox.run([source], as: "zhao", format: .table, language: .zh).output
    // The first commit is lost to the second in any case.
    #expect(text.contains("该定时提交到时将作废：与先生效的定时提交 2") && text.contains("cancel commit 2"))
    #expect(!text.contains("定时提交 1（li，"))
  }
}
