import Domain
import Foundation
import Registry
import RolloutControl
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

struct ScriptTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  private func revisions() throws -> Int { try scripting.session(at: "2021-12-03").history.revisions().count }

  @Test("A commit makes a revision, and each command with a result prints one document")
  func commit() throws {
    let outcome = try scripting.run("open channel app\nopen region 上海\ncommit comment x\nshow gate\nshow history")
    #expect(outcome.status == 0 && outcome.error.isEmpty && outcome.documents.count == 3)
    #expect(outcome.documents[0]["revision"] == 1 && outcome.documents[0]["hash"] != nil)
    let gate = outcome.documents[1]
    #expect(
      gate["revision"] == 1 && gate["service"] == "open" && gate["channels"] == ["app"] && gate["policies"] == [:])
    guard case .array(let regions)? = gate["regions"], case .array(let banks)? = gate["banks"],
      case .array(let history) = outcome.documents[2]
    else {
      Issue.record("shapes")
      return
    }
    #expect(regions.count == 31 && banks.count == 24 && history.count == 1)
    #expect(regions.first { $0["region"] == "CN-SH" } == ["region": "CN-SH", "name": "Shanghai", "share": 100])
    #expect(banks[0]["bank"] == "icbc" && banks[0]["state"] == "closed" && banks[0]["tier"] == "national")
    #expect(history[0]["revision"] == 1 && history[0]["author"] == "op" && history[0]["comment"] == "x")
  }

  @Test("A script stops at its first error; what is not committed is dropped, what is stays")
  func firstError() throws {
    let outcome = try scripting.run("open region 上海\ncommit\nopen region 云南\nopen region atlantis\ncommit")
    #expect(outcome.status == 1 && outcome.documents.count == 1)
    #expect(outcome.fault?["code"] == "unknown_region")
    #expect(outcome.fault?["facts"]?["line"] == 4 && outcome.fault?["facts"]?["column"] == 13)
    #expect(outcome.fault?["facts"]?["changesDropped"] == true)
    #expect(try scripting.session().running().rollout.shares.count == 1)
  }

  @Test(
    "Bad input writes nothing",
    arguments: [
      ("open region atlantis", 1), ("connect bank 农信", 1), ("open region 上海 CN-SH", 64),
      ("open region 上海 share 101", 64),
      ("pause service reason \"x", 64), ("pause service reason \u{1}", 64), ("open region \u{0}", 64),
      ("commit check", 1),
      ("open region 云南\nrollback 7\ncommit", 1), ("open region 云南\ncommit at 2021-12-01", 1), ("set x 1", 1),
      ("discard\ncommit", 1), ("open region 云南\ncommit confirmed 0", 64), ("open region 云南 share 0\ncommit", 1),
    ])
  func nothingWritten(script: String, status: Int32) throws {
    let before = try scripting.session().audit.head().records
    let outcome = try scripting.run("open region 上海 share 0\n" + script + "\nopen region 广东\ncommit")
    #expect(outcome.status == status && outcome.fault != nil)
    #expect(try revisions() == 0)
    #expect(try scripting.session().audit.head().records == before)
  }

  @Test("A commit on top of a revision that changed the same is refused with the difference")
  func conflict() throws {
    let session = try scripting.session()
    _ = try session.edit(.openRegions(places("CN-SH"), Share(hundredths: 500)!))
    #expect(try scripting.run("open region 上海\ncommit").status == 0)
    let console = Console(
      catalogue, PageSettings(language: .en, columns: 80, paint: .init(isOn: false)),
      Certifying(runner: scripting.runner)
    ) { session }
    var reader = ScriptReader(file: "x", bytes: Array("commit".utf8))
    let command = try Binder(catalogue).bind(try #require(try reader.next()))
    let error = #expect(throws: Diagnostic.self) { _ = try console.reply(to: command) }
    #expect(error?.code == "revision_conflict")
    let facts = JSONValue.object(error?.facts ?? [])
    #expect(facts["theirs"] != nil && facts["ours"] != nil)
    #expect(try revisions() == 1)
  }

  @Test("compare gives status 2 only as the last command, and never stops a script")
  func compare() throws {
    #expect(try scripting.run("open region 上海\ncompare").status == 2)
    let outcome = try scripting.run("open region 上海\ncompare\nshow gate")
    #expect(outcome.status == 0 && outcome.documents.count == 2)
    #expect(
      outcome.documents[0] == [
        "from": 0, "to": "candidate", "changes": [["path": "regions.CN-SH.share", "from": 0, "to": 100]],
      ])
    #expect(try scripting.run("compare").status == 0)
    #expect(try scripting.run("compare 0 9").fault?["code"] == "unknown_revision")
  }

  @Test("What changes nothing succeeds with a note on standard error")
  func note() throws {
    let outcome = try scripting.run("close region 上海", format: .table)
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.error == "note: No change\n")
  }

  @Test("Scripts run in the order given, as one session; quit ends them")
  func order() throws {
    let path = try scripting.write("a.chaka", "open region 上海\n")
    let outcome = try scripting.run([.file(path), .command("commit"), .command("quit"), .command("show gate")])
    #expect(outcome.status == 0 && outcome.documents.count == 1 && outcome.documents[0]["revision"] == 1)
  }

  @Test("The shipped rollouts run in a sandbox whose time lies before them, and take force at their dates")
  func shipped() throws {
    let folder = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
    let files = try Registry.rollouts(in: folder + "/Registry").map { ScriptSource.file($0) }
    let outcome = try scripting.run(files)
    #expect(outcome.status == 0 && outcome.documents.count == 4)
    #expect(
      outcome.documents[0]["scheduled"] != nil && outcome.documents[0]["effectiveAt"] == "2021-12-20T00:00:00+08:00")
    let later = try scripting.run("explain 广东 cmb at 2022-06-08\nexplain 广东 cmb\nshow history", at: "2022-06-10")
    #expect(later.documents[0]["admitted"] == false && later.documents[0]["revision"] == 2)
    guard case .array(let banks)? = later.documents[0]["banks"] else { throw CocoaError(.coderValueNotFound) }
    #expect(banks.map { $0.removing("rule") } == [["bank": "cmb", "admitted": true, "reason": .null]])
    #expect(banks[0]["rule"]?["revision"] == 1)
    #expect(later.documents[1]["admitted"] == true && later.documents[1]["reasons"] == [])
  }

  @Test("Rollback edits the candidate only, and audit verify finds the chain whole")
  func rollback() throws {
    let outcome = try scripting.run(
      "open region 上海\ncommit\nopen region 云南\ncommit\nrollback 1\ncompare\ncommit\nshow gate\naudit verify")
    #expect(outcome.status == 0 && outcome.documents.count == 6)
    #expect(outcome.documents[2]["changes"] == [["path": "regions.CN-YN.share", "from": 100, "to": 0]])
    #expect(outcome.documents[5]["intact"] == true)
  }

  @Test("A share below 100 makes the answer depend on the person")
  func share() throws {
    let outcome = try scripting.run(
      "open channel app\nopen region 上海 share 12.5\nconnect bank icbc\ncommit\nexplain 上海 icbc")
    #expect(outcome.documents[1]["admitted"] == .null && outcome.documents[1]["share"] == .number(12.5))
  }

  /// Every `show` that takes no operand, as the list of commands has it, and others that look.
  private static let looking =
    CommandList.sections.flatMap(\.commands).filter { $0 is any ReadingCommand.Type && $0.form.operands.isEmpty }
    .map { $0.form.name }.filter { $0.hasPrefix("show ") }
    + [
      "show revision 0", "show health icbc", "compare 0 0", "explain 上海", "audit head", "audit show 3", "help open",
    ]

  @Test("Every look has a JSON document, a table and CSV", arguments: looking)
  func looks(command: String) throws {
    let json = try scripting.run(command)
    #expect(json.status == 0 && json.documents.count == 1, "\(json.error)")
    #expect(try scripting.run([.command(command)], format: .csv).output.contains("\r\n"))
    for language in Language.allCases {
      #expect(!(try scripting.run([.command(command)], format: .table, language: language).output.isEmpty))
    }
  }
}
