import Domain
import Testing

@testable import AdminShell
@testable import AdminTerminal

struct IncludeTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  private func revisions() throws -> Int { try scripting.session().history.revisions().count }

  @Test("A file is done where it is included, its path relative to the file that says so, its variables kept")
  func included() throws {
    _ = try scripting.write("sub/b.chaka", "let where 上海\ninclude c.chaka\n")
    _ = try scripting.write("sub/c.chaka", "open channel app\n")
    let script = try scripting.write("a.chaka", "include sub/b.chaka\nopen region $where\ncommit\n")
    #expect(try scripting.run([.file(script)]).status == 0)
    let running = try scripting.session().running().rollout
    #expect(running.isOpen(.app) && running.share(of: RegionCode("CN-SH")) == .full)
  }

  @Test(
    "A script with an error anywhere in it or in what it includes commits nothing of it",
    arguments: [
      "include one\ninclude two\ninclude missing", "open region 北京\ncommit\ninclude one\nopen region atlantis",
      "include one\ninclude bad", "include one\ninclude loop", "open region atlantis\ninclude one",
      "include one\ncommit comment $nope",
    ])
  func nothing(text: String) throws {
    _ = try scripting.write("one", "open region 上海\ncommit\n")
    _ = try scripting.write("two", "open region 云南\ncommit\n")
    _ = try scripting.write("bad", "open region 广东\ncommit\nshow mapp\n")
    _ = try scripting.write("loop", "include loop\n")
    let script = try scripting.write("a.chaka", text)
    let outcome = try scripting.run([.file(script)])
    #expect(outcome.status != 0 && outcome.fault != nil && outcome.output.isEmpty)
    #expect(try revisions() == 0)
  }

  @Test("A file that is loaded takes editing commands only, but knows the variables")
  func loaded() throws {
    let file = try scripting.write("l", "open region $r\n")
    #expect(try scripting.run("let r 上海\nload \(file)\ncommit").status == 0)
    for text in ["let x 1", "include l", "begin"] {
      let file = try scripting.write("m", text)
      #expect(try scripting.run("let r 上海\nload \(file)").status == 64)
    }
  }

  @Test(
    "A block is done whole or not at all",
    arguments: [
      ("begin\nopen region 上海\ncommit\nend", 0, 1), ("begin\nopen region 上海\nrollback 7\nend\ncommit", 1, 0),
      ("begin\nopen region 上海\ncommit\nopen region 云南\nend", 64, 0), ("begin\nopen region 上海\ncommit", 64, 0),
      ("open region 上海\nend\ncommit", 64, 0), ("begin\nbegin\nend\nend", 64, 0),
      ("begin\nopen region 上海\nopen region atlantis\ncommit\nend", 1, 0),
    ])
  func block(text: String, status: Int32, revisions: Int) throws {
    #expect(try scripting.run(text).status == status)
    #expect(try self.revisions() == revisions)
  }

  @Test("Files that include or load one another end, however they multiply", arguments: ["include", "load"])
  func multiplying(verb: String) throws {
    for depth in 0..<8 {
      let next = depth < 7 ? String(repeating: "\(verb) f\(depth + 1)\n", count: 10) : "open region 上海\n"
      _ = try scripting.write("f\(depth)", next)
    }
    let script = try scripting.write("a.chaka", "\(verb) f0\n")
    let outcome = try scripting.run([.file(script)])
    #expect(outcome.status == 64 && outcome.fault?["code"] == .string("usage"))
  }
}
