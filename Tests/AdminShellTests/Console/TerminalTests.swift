import Foundation
import Testing

@testable import AdminShell

/// The program on a real terminal, which `script` (util-linux) makes.
private final class Terminal {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var seen = Data()
  private var all = Data()

  init(_ command: String, environment: [String: String]) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.arguments = ["-qefc", command, "/dev/null"]
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  func type(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

  /// Reads until a text has come, and forgets all up to it. Type only after a prompt: before it the terminal is not
  /// Readline's yet.
  func expect(_ text: String) -> Bool {
    let end = Date(timeIntervalSinceNow: 20)
    while Date() < end {
      if let range = seen.range(of: Data(text.utf8)) {
        seen = seen.subdata(in: range.upperBound..<seen.count)
        return true
      }
      var request = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 100) > 0 else { continue }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return false }
      seen += more
      all += more
    }
    return false
  }

  /// Whether a text was among all that has come so far.
  func hasShown(_ text: String) -> Bool { all.range(of: Data(text.utf8)) != nil }

  /// Nil if it does not end.
  func status() -> Int32? {
    let end = Date(timeIntervalSinceNow: 20)
    while process.isRunning, Date() < end { usleep(20_000) }
    return process.isRunning ? nil : process.terminationStatus
  }

  deinit { if process.isRunning { process.terminate() } }
}

struct TerminalTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  private func terminal(_ locale: String, _ arguments: String = "", kind: String = "xterm") throws -> Terminal {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let program = Bundle.allBundles.map(\.bundleURL).map { $0.deletingLastPathComponent() } + [folder]
    let path = try #require(
      program.map { $0.appendingPathComponent("chaka-admin").path }.first(where: FileManager.default.isExecutableFile))
    let options = "--database \(scripting.folder)/chaka.sqlite --secrets \(scripting.folder)/secrets --now 2021-12-02"
    return try Terminal(
      "exec \(path) \(options) \(arguments)",
      environment: [
        "LC_ALL": locale, "TERM": kind, "NO_COLOR": "1", "HOME": scripting.folder, "PATH": "/usr/bin:/bin",
      ])
  }

  @Test("On a terminal: completion, Ctrl-C for the line only, the star, the warning before quitting, the history")
  func session() throws {
    let terminal = try terminal("zh_CN.UTF-8")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("open region 上\t")
    #expect(terminal.expect("上海 "))
    terminal.type("\r")
    #expect(terminal.expect("候选版本有 1 处改动"))
    #expect(terminal.expect("chaka 0*> "))
    terminal.type("show nonsense\u{3}")
    #expect(terminal.expect("chaka 0*> "))
    terminal.type("show mapp\r")
    #expect(terminal.expect("是否想写“map”") && terminal.expect("chaka 0*> "))
    terminal.type("quit\r")
    #expect(terminal.expect("再次 quit") && terminal.expect("chaka 0*> "))
    terminal.type("quit\r")
    #expect(terminal.status() == 0)
    let history = scripting.folder + "/.local/state/chaka/history"
    #expect(try String(contentsOfFile: history, encoding: .utf8) == "open region 上海 \nshow mapp\nquit\n")
    #expect(try FileManager.default.attributesOfItem(atPath: history)[.posixPermissions] as? Int == 0o600)
  }

  @Test("Backspace takes a whole Chinese character also where the locale is not UTF-8, and ? lists choices")
  func plainLocale() throws {
    let terminal = try terminal("C")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("open region 上海海\u{7f}\r")
    #expect(terminal.expect("the candidate has 1 change") && terminal.expect("chaka 0*> "))
    terminal.type("audit ?")
    #expect(terminal.expect("verify") && terminal.expect("check that the audit chain is whole"))
    terminal.type("\u{15}commit comment \"why?\"\r")
    #expect(terminal.expect("revision 1 is in force") && terminal.expect("chaka 1> "))
    terminal.type("\u{4}")
    #expect(terminal.status() == 0)
  }

  @Test("Who sits down at a console is written in the chain; a script is no console")
  func signIn() throws {
    _ = try scripting.run("show map")
    let terminal = try terminal("C")
    #expect(terminal.expect("chaka 0> "))
    terminal.type("quit\r")
    #expect(terminal.status() == 0)
    let records = try scripting.session().auditRecords(last: nil)
    #expect(records.map(\.action) == ["init", "commit", "sign-in"] && records[2].object == "console")
  }

  @Test("A long verification shows its progress on a terminal, and nothing where the terminal is dumb")
  func progress() throws {
    try scripting.session().store.write { transaction in
      for number in 0..<10_000 {
        try transaction.audit(author: "li", action: "read", object: "query Q\(number)", detail: [:])
      }
    }
    let terminal = try terminal("C", "-c 'audit verify'")
    #expect(terminal.expect("[###################.] 99 %  10000 of 10002 records\r\u{1b}[K"))
    #expect(terminal.expect("the audit chain is intact"))
    let dumb = try self.terminal("C", "-c 'audit verify'", kind: "dumb")
    #expect(dumb.expect("the audit chain is intact") && dumb.status() == 0)
    #expect(!dumb.hasShown("[###"))
  }
}
