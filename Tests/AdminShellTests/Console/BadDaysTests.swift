import Foundation
import Testing

@testable import AdminShell

/// Failures at one terminal.
struct BadDaysTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  @Test("A console killed between check and commit has committed nothing; its candidate meets what came meanwhile")
  func killedBeforeCommit() throws {
    let wang = try scripting.console(as: "wang")
    #expect(wang.answers("open region 上海", "chaka 0*> "))
    #expect(wang.answers("commit check", "Ready to commit", "chaka 0*> "))
    try wang.kill()
    #expect(try scripting.session().history.revisions().isEmpty)
    #expect(try scripting.run("open region 上海 share 50\ncommit", as: "li").status == 0)
    let next = try scripting.terminal("C.UTF-8", "--as wang")
    #expect(next.expect("Resume? [y/n] "))
    #expect(next.answers("y", "chaka 1*> "))
    #expect(next.answers("commit", "[revision_conflict]", "chaka 1*> "))
    #expect(next.answers("discard", "chaka 1> "))
  }

  @Test("With the clock set back nothing is written, and the candidate waits for the clock")
  func clockSetBack() throws {
    let wang = try scripting.console(as: "wang")
    #expect(wang.answers("open region 上海", "chaka 0*> "))
    #expect(try scripting.run("open channel app\ncommit", at: "2022-03-01").status == 0)
    #expect(wang.answers("commit", "[clock_behind]", "chaka 1*> "))
    #expect(wang.answers("show channels | match app", "app", "chaka 1*> "))
    try wang.kill()
    let behind = try scripting.terminal("C.UTF-8", "--as wang")
    #expect(behind.expect("[clock_behind]") && behind.status() == 1)
    let next = try scripting.terminal("C.UTF-8", "--as wang", at: "2022-03-01")
    #expect(next.expect("Resume? [y/n] "))
    #expect(next.answers("y", "chaka 1*> "))
    #expect(next.answers("commit", "Revision 2 is in force", "chaka 2> "))
  }

  @Test("A script whose third include is missing does nothing of it, typed at the prompt or given as a file")
  func missingInclude() throws {
    for (name, region) in [("one", "上海"), ("two", "云南")] {
      _ = try scripting.write(name, "open region \(region)\ncommit\n")
    }
    let script = try scripting.write("all.chaka", "include one\ninclude two\ninclude three\n")
    let terminal = try scripting.console(as: "wang")
    #expect(terminal.answers("include \(script)", "all.chaka:3:9", "[file_unreadable]", "chaka 0> "))
    #expect(terminal.answers("show history | count", "\r0\r\n", "chaka 0> "))
    let file = try scripting.terminal("C.UTF-8", "-f \(script)")
    #expect(file.expect("all.chaka:3:9: error: ") && file.expect("[file_unreadable]") && file.status() == 3)
    #expect(try scripting.session().history.revisions().isEmpty)
  }

  @Test("A variable that is not set is refused where it stands, with the near one, and nothing is done")
  func unsetVariables() throws {
    let terminal = try scripting.console(as: "wang", environment: ["CITY": "上海"])
    #expect(terminal.answers("let first 上海", "$first is set", "chaka 0> "))
    for line in ["open region $frist", "open region \"${frist}\"", "pause service reason \"for $frist\""] {
      #expect(terminal.answers(line, "[unknown_variable]", "Did you mean \"$first\"?", "chaka 0> "), "\(line)")
    }
    #expect(terminal.answers("open region $env.TOWN", "[unknown_variable]", "chaka 0> "))
    #expect(terminal.answers("open region $env.CITY", "The candidate has 1 change", "chaka 0*> "))
  }

  /// Whether the check is over before Ctrl-C reaches it depends on the machine: then the test tries again.
  @Test("Ctrl-C during audit verify ends the command and not the session")
  func interruptedVerification() throws {
    try scripting.session().store.write { transaction in
      for number in 0..<40_000 {
        try transaction.audit(author: "li", action: "read", object: "query Q\(number)", detail: [:])
      }
    }
    let terminal = try scripting.console(as: "wang")
    #expect(terminal.answers("open region 上海", "chaka 0*> "))
    var said: String?
    for _ in 0..<50 where said != "[interrupted]" {
      #expect(terminal.answers("audit verify", "10000 of "))
      terminal.type("\u{3}")
      said = terminal.expect(oneOf: ["[interrupted]", "chain intact"])
      #expect(terminal.expect("chaka 0*> "))
    }
    #expect(said == "[interrupted]")
    #expect(terminal.answers("audit verify", "chain intact", "chaka 0*> "))
  }

  private static let narrowMap = "Beijing, Tianjin, Hebei, Shanxi, Inner\r\n"

  @Test("The prompt keeps its line when the terminal is resized, and what is printed next fits")
  func resizedPrompt() throws {
    let terminal = try scripting.console(as: "wang")
    #expect(terminal.answers("\\pager off", "pager off", "chaka 0> "))
    #expect(terminal.answers("show regions", "CN-XJ", "chaka 0> "))
    terminal.type("show ma")
    #expect(terminal.expect("show ma"))
    try terminal.resize(columns: 40)
    #expect(terminal.answers("p", Self.narrowMap, "chaka 0> "))
    try terminal.resize(columns: 80)
    #expect(terminal.answers("show map", "[", "chaka 0> "))
  }

  @Test("watch draws anew at once when the terminal is resized")
  func resizedWatch() throws {
    let terminal = try scripting.console(as: "wang")
    #expect(terminal.answers("watch 3600 show map", "Ctrl-C stops", "XJ"))
    try terminal.resize(columns: 40)
    #expect(terminal.expect("Ctrl-C stops") && terminal.expect(Self.narrowMap))
    terminal.type("\u{3}")
    #expect(terminal.expect("chaka 0> "))
    // A line of 50 characters is folded by the terminal's present width.
    #expect(terminal.answers("help 'no topic of any such name at all, not even one'", "[", "chaka 0> "))
  }

  @Test("The pager is not disturbed when the terminal is resized under a long table")
  func resizedPager() throws {
    let pager = "echo more; read key < /dev/tty; sed s/^/paged:/"
    let terminal = try scripting.console(as: "wang", environment: ["PAGER": pager])
    #expect(terminal.answers("show regions", "more\r\n"))
    try terminal.resize(columns: 40)
    #expect(terminal.answers("", "paged:CN-XJ", "chaka 0> "))
  }
}
