import Foundation
import Testing

@testable import AdminShell

struct TerminalTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  @Test("On a terminal: completion, Ctrl-C for the line only, the star, the warning before quitting, the history")
  func session() throws {
    let terminal = try scripting.terminal("zh_CN.UTF-8")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("open region 上\t")
    #expect(terminal.expect("上海 "))
    terminal.type("\r")
    #expect(terminal.expect("候选版本有 1 处改动"))
    #expect(terminal.expect("chaka 0*> "))
    terminal.type("show nonsense\u{3}")
    #expect(terminal.expect("chaka 0*> "))
    terminal.type("show mapp\r")
    #expect(terminal.expect("您是不是要输入“map”") && terminal.expect("chaka 0*> "))
    terminal.type("quit\r")
    #expect(terminal.expect("再次 quit") && terminal.expect("chaka 0*> "))
    terminal.type("quit\r")
    #expect(terminal.status() == 0)
    let history = scripting.folder + "/.local/state/chaka/history"
    #expect(try String(contentsOfFile: history, encoding: .utf8) == "open region 上海 \nshow mapp\nquit\n")
    #expect(try FileManager.default.attributesOfItem(atPath: history)[.posixPermissions] as? Int == 0o600)
  }

  @Test("Ctrl-\\ ends no session, at an empty prompt and in the middle of a line")
  func quitKey() throws {
    let terminal = try scripting.console(as: "wang")
    terminal.type("\u{1c}")
    #expect(terminal.answers("open region 上海", "chaka 0*> "))
    terminal.type("close \u{1c}\u{15}")
    #expect(terminal.answers("show map", "chaka 0*> "))
    terminal.type("discard\rquit\r")
    #expect(terminal.status() == 0)
  }

  @Test("Backspace takes a whole Chinese character also where the locale is not UTF-8, and ? lists choices")
  func plainLocale() throws {
    let terminal = try scripting.terminal("C")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("open region 上海海\u{7f}\r")
    #expect(terminal.expect("The candidate has 1 change") && terminal.expect("chaka 0*> "))
    terminal.type("audit ?")
    #expect(terminal.expect("verify") && terminal.expect("check that the audit chain is intact"))
    terminal.type("\u{15}commit comment \"why?\"\r")
    #expect(terminal.expect("Revision 1 is in force") && terminal.expect("chaka 1> "))
    terminal.type("\u{4}")
    #expect(terminal.status() == 0)
  }

  @Test("On a terminal a commit by which people lose something asks for their number, which the history does not keep")
  func losses() throws {
    #expect(try scripting.run("open channel app\nopen region 上海\nconnect bank icbc\ncommit").status == 0)
    #expect(try scripting.run("set losses confirm\ncommit").status == 0)
    try scripting.people(12, in: "CN-SH")
    let terminal = try scripting.terminal("zh_CN.UTF-8")
    #expect(terminal.expect("chaka 2> "))
    terminal.type("close region 上海\r")
    #expect(terminal.expect("chaka 2*> "))
    terminal.type("commit\r")
    #expect(terminal.expect("请输入该人数以继续："))
    terminal.type("11\r")
    #expect(terminal.expect("losses_not_confirmed") && terminal.expect("chaka 2*> "))
    terminal.type("commit\r")
    #expect(terminal.expect("请输入该人数以继续："))
    terminal.type("12\r")
    #expect(terminal.expect("版本 3 已生效") && terminal.expect("chaka 3> "))
    terminal.type("quit\r")
    #expect(terminal.status() == 0)
    let history = try String(contentsOfFile: scripting.folder + "/.local/state/chaka/history", encoding: .utf8)
    #expect(history == "close region 上海\ncommit\nquit\n")
  }

  @Test("Who sits down at a console is written in the chain; a script is no console")
  func signIn() throws {
    _ = try scripting.run("show map")
    let terminal = try scripting.terminal("C")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("quit\r")
    #expect(terminal.status() == 0)
    let records = try scripting.session().audit.records(last: nil)
    #expect(records.map(\.action) == ["init", "commit", "sign-in"] && records[2].object == "console")
  }

  @Test("A long verification shows its progress on a terminal, and nothing where the terminal is dumb")
  func progress() throws {
    try scripting.session().store.write { transaction in
      for number in 0..<10_000 {
        try transaction.audit(author: "li", action: "read", object: "query Q\(number)", detail: [:])
      }
    }
    let terminal = try scripting.terminal("C", "-c 'audit verify'")
    #expect(terminal.expect("[###################.] 99 %  10000 of 10002 records\r\u{1b}[K"))
    #expect(terminal.expect("Audit chain intact"))
    let dumb = try scripting.terminal("C", "-c 'audit verify'", environment: ["TERM": "dumb"])
    #expect(dumb.expect("Audit chain intact") && dumb.status() == 0)
    #expect(!dumb.hasShown("[###"))
  }

  @Test("Every meta command, with every argument it may and may not have, leaves the console running")
  func metaCommands() throws {
    let terminal = try scripting.terminal("C")
    #expect(terminal.expect("chaka 0> "))
    for (line, result) in [
      ("\\pager", "pager off"), ("\\pager", "pager on"), ("\\pager off", "pager off"), ("\\pager on", "pager on"),
      ("\\timing", "timing on"), ("\\timing", "timing off"), ("\\timing on", "timing on"),
      ("\\timing off", "timing off"), ("\\pager maybe", "Expected on or off"), ("\\nothing", "Unknown \\nothing"),
    ] {
      #expect(terminal.answers(line, result, "chaka 0> "), "\(line)")
    }
    terminal.type("quit\r")
    #expect(terminal.status() == 0)
  }

  @Test("Every key that Readline knows leaves the console running")
  func keys() throws {
    let terminal = try scripting.terminal("C")
    #expect(terminal.expect("chaka 0> "))
    let controls = (1...31).filter { ![3, 4, 10, 13, 17, 19, 26, 28].contains($0) }.map {
      String(UnicodeScalar(UInt8($0)))
    }
    let escapes = ["[A", "[B", "[C", "[D", "[H", "[F", "[3~", "OA", "OP", "b", "f", "d", "u", ".", "?", "\u{7f}"]
    for key in controls + escapes.map({ "\u{1b}" + $0 }) {
      terminal.type("show ma" + key + "\u{7}\u{3}")
      #expect(terminal.expect("chaka 0> "), "\(key.unicodeScalars.map(\.value))")
    }
    #expect(terminal.answers("show channels", "app", "chaka 0> "))
    terminal.type("quit\r")
    #expect(terminal.status() == 0)
  }
}
