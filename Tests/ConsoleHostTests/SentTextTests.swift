import AdminShell
import ConsoleProtocol
import Program
import TestFixtures
import Testing

@testable import AdminTerminal

/// A service that asks for files gets those that the person's own words name, and no other.
struct SentTextTests {
  private func file(_ text: String, _ origin: String, _ line: Int, _ column: Int) -> NamedFile {
    NamedFile(text: text, origin: origin, line: line, column: column)
  }

  @Test("A file is handed out for the word at its place in what was sent")
  func named() {
    let sent = SentText(environment: [:])
    sent.note(Array("# 注释\nkey icbc \"the keys.json\"\n".utf8), from: "a.chaka")
    #expect(sent.names(file("the keys.json", "a.chaka", 2, 10)))
    for other in [
      file("/etc/passwd", "a.chaka", 2, 10), file("the keys.json", "a.chaka", 2, 9),
      file("the keys.json", "b.chaka", 2, 10),
      file("注释", "a.chaka", 1, 3), file("", "a.chaka", 3, 1),
    ] {
      #expect(!sent.names(other), "\(other)")
    }
  }

  @Test("Variables count with their values, those of a file that was included included")
  func variables() {
    let sent = SentText(environment: ["DIR": "/srv"])
    sent.note(Array("include v.chaka\nload $d/x.chaka\nload $env.DIR/y\n".utf8), from: "a.chaka")
    #expect(sent.names(file("/srv/y", "a.chaka", 3, 6)))
    #expect(!sent.names(file("/home/x.chaka", "a.chaka", 2, 6)))
    sent.note(Array("let d /home\n".utf8), from: "v.chaka")
    #expect(sent.names(file("/home/x.chaka", "a.chaka", 2, 6)))
    #expect(!sent.names(file("/root/x.chaka", "a.chaka", 2, 6)))
  }

  @Test("Lines that are wrong do not hide those behind them, and lines of one text go on")
  func wrongLines() {
    let sent = SentText(environment: [:])
    sent.note(Array("open ;\n\"unended\nload ok.chaka".utf8), from: "<terminal>")
    sent.note(Array("\nload more.chaka".utf8), from: "<terminal>", goesOn: true)
    #expect(sent.names(file("ok.chaka", "<terminal>", 3, 6)) && sent.names(file("more.chaka", "<terminal>", 4, 6)))
  }

  @Test("Of the environment only what a text names is sent")
  func environment() {
    let sent = SentText(environment: ["A": "1", "SECRET": "2", "_B2": "3"])
    let text = "commit comment \"$env.A ${env._B2} $env.NONE\""
    #expect(sent.environment(of: Array(text.utf8)) == ["A": "1", "_B2": "3"])
  }

  @Test("Files are read and written by the side that has them, and no other is")
  func ownSide() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("load in.chaka\nshow map | save out.txt\n", to: "main.chaka")
    _ = try folder.write("open region 上海\n", to: "in.chaka")
    let own = OwnSide(environment: [:]) { .none }
    own.sent.note(Array("load in.chaka\nshow map | save out.txt\n".utf8), from: script)
    #expect(try own.contents(of: file("in.chaka", script, 1, 6)) == Array("open region 上海\n".utf8))
    try own.prepare(file("out.txt", script, 2, 17))
    try own.finish(Array("map".utf8))
    #expect(try String(contentsOfFile: folder.path + "/out.txt", encoding: .utf8) == "map")
    #expect(throws: ConsoleFault.askedForMore("/etc/passwd")) {
      _ = try own.contents(of: file("/etc/passwd", script, 1, 6))
    }
    #expect(throws: ConsoleFault.malformed) { try own.finish([1]) }
  }
}
