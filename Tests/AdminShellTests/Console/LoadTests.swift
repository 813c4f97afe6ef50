import Foundation
import TestFixtures
import Testing

@testable import AdminShell
@testable import AdminTerminal

struct LoadTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  @Test("load takes a file relative to the one that says it, and edits the candidate only")
  func relative() throws {
    _ = try scripting.write("sub/inner.chaka", "open region 云南\n")
    _ = try scripting.write("sub/outer.chaka", "open region 上海\nload inner.chaka\n")
    let main = try scripting.write("main.chaka", "load sub/outer.chaka\ncompare\n")
    let outcome = try scripting.run([.file(main)])
    #expect(outcome.status == 2)
    let changes = try items(of: outcome.documents.first?["changes"])
    #expect(changes.count == 2)
    #expect(try scripting.session().history.revisions().isEmpty)
  }

  @Test("One error in a loaded file, and nothing of it is done; the error names the file")
  func whole() throws {
    let bad = try scripting.write("bad.chaka", "open region 云南\nopen region 上海 share 200\n")
    let main = try scripting.write("main.chaka", "load bad.chaka\n")
    let outcome = try scripting.run([.file(main)], format: .table)
    #expect(outcome.status == 64)
    #expect(outcome.error.hasPrefix(bad + ":2:22: error: "))
    #expect(!outcome.error.contains("note:"))
  }

  @Test("load refuses what is no editing command, files that load one another, and files that are not there")
  func refusals() throws {
    _ = try scripting.write("commit.chaka", "open region 上海\ncommit\n")
    _ = try scripting.write("loop.chaka", "load loop.chaka\n")
    for (text, code, status) in [
      ("load commit.chaka", "usage", 64), ("load loop.chaka", "usage", 64), ("load none.chaka", "file_unreadable", 3),
      ("load .", "file_unreadable", 3),
    ] as [(String, String, Int32)] {
      let outcome = try scripting.run([.file(try scripting.write("main.chaka", text))])
      #expect(outcome.fault?["code"] == .string(code) && outcome.status == status, "\(text)")
    }
  }

  @Test("--check finds names and loaded files wrong without a database")
  func check() throws {
    _ = try scripting.write("bad.chaka", "open region atlantis\n")
    let main = try scripting.write("main.chaka", "open region 上海\ncommit\nload bad.chaka\n")
    let caller = TestCaller()
    func check(_ source: ScriptSource) throws -> Int32 {
      try ConsoleSession.check([source.input], catalogue, environment: [:], ConsoleManner(), caller).rawValue
    }
    #expect(try check(.file(main)) == 1)
    #expect(caller.error.contains("bad.chaka:1:13: error:") && caller.error.contains("[unknown_region]"))
    #expect(try check(.command("open region 上海\ncommit")) == 0)
  }

  @Test(
    "What never ends, or never comes, is not waited for",
    arguments: ["load", "include", "plan", "apply", "key icbc"])
  func noFiles(command: String) throws {
    let pipe = scripting.folder + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [pipe, "/dev/zero", "/dev/null"] {
      let outcome = try scripting.run("\(command) \(path)")
      #expect(outcome.status == 3 && outcome.fault?["code"] == .string("file_unreadable"), "\(path)")
    }
  }
}
