import Foundation
import TestFixtures
import TestTerminal
import Testing

/// Operators at the door of a real service.
@Suite("At the operators' socket")
struct OperatorServiceTests {
  private let sandbox: ProgramSandbox

  init() throws {
    sandbox = try ProgramSandbox()
    try #require(sandbox.run("chaka-admin", ["init"]).status == 0)
  }

  private func script(_ commands: String...) throws -> ProgramSandbox.Ended {
    try sandbox.run("chaka-admin", ["--socket", sandbox.socket] + commands.flatMap { ["-c", $0] })
  }

  /// A console at the socket, at its first prompt.
  private func console() throws -> Terminal {
    let program = ProgramSandbox.programs.appendingPathComponent("chaka-admin").path
    let terminal = try Terminal(
      "exec \(program) --socket \(sandbox.socket)", facts: sandbox.folder + "/terminal-\(UUID())",
      environment: [
        "PATH": "/usr/bin:/bin", "HOME": sandbox.folder, "TERM": "xterm", "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
      ])
    #expect(terminal.expect("chaka 0") && terminal.expect("> "))
    return terminal
  }

  @Test("Nobody but the service opens a real database, and whoever tries is told where it is")
  func onlyTheService() throws {
    let alone = try sandbox.admin("show history")
    #expect(alone.status == 1 && alone.code == "service_only")
    #expect(try alone.fact("running") as? Bool == false)
    let service = try RunningService(sandbox)
    let refused = try sandbox.admin("show history")
    #expect(refused.code == "service_only")
    #expect(try refused.fact("socket") as? String == sandbox.socket && refused.fact("running") as? Bool == true)
    #expect(try script("show history").output == "[]\n")
    _ = service
  }

  @Test("Commands are done as the account that gives them, with exit statuses and documents as ever")
  func scripts() throws {
    let service = try RunningService(sandbox)
    #expect(try script("set four-eyes off", "commit").code == "approval_required")
    let shown = try script("show operators")
    #expect(shown.status == 0 && shown.output.contains("\"addedBy\""))
    #expect(try script("open region atlantis").status == 1)
    #expect(try script("open regio 上海").status == 64)
    #expect(
      try sandbox.run("chaka-admin", ["--socket", sandbox.socket, "--as", "zhao", "-c", "show history"]).code
        == "not_a_sandbox")
    _ = service
  }

  @Test("Files are the caller's: read and written where the console runs, by paths beside the script")
  func files() throws {
    let service = try RunningService(sandbox)
    let folder = sandbox.folder + "/scripts"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "open region 上海\n".write(toFile: folder + "/a.chaka", atomically: true, encoding: .utf8)
    try "include a.chaka\ncompare | save out.json\n".write(
      toFile: folder + "/main.chaka", atomically: true, encoding: .utf8)
    let ended = try sandbox.run("chaka-admin", ["--socket", sandbox.socket, "-f", folder + "/main.chaka"])
    #expect(ended.status == 2)
    #expect(try String(contentsOfFile: folder + "/out.json", encoding: .utf8).contains("regions.CN-SH.share"))
    let missing = try script("load \(folder)/none.chaka")
    #expect(missing.status == 3 && missing.code == "file_unreadable")
    _ = service
  }

  @Test("A console whose service is killed under it goes on with its candidate when the next one runs")
  func restarted() throws {
    let first = try RunningService(sandbox)
    let terminal = try console()
    terminal.type("open region 上海\r")
    #expect(terminal.expect("chaka 0*> "))
    first.end(SIGKILL)
    #expect(terminal.expect("service_lost"))
    let second = try RunningService(sandbox)
    terminal.type("compare\r")
    #expect(terminal.expect("CN-SH") && terminal.expect("chaka 0*> "))
    terminal.type("quit\rquit\r")
    #expect(terminal.status() == 0)
    _ = second
  }

  @Test("Without a service a console says so, with what to look at")
  func unreachable() throws {
    let ended = try script("show history")
    #expect(ended.status == 3 && ended.code == "service_unreachable")
  }
}

/// A service that is killed while it does what operators say.
@Suite("A service that is killed")
struct KilledServiceTests {
  private let sandbox: ProgramSandbox

  init() throws {
    sandbox = try ProgramSandbox()
    try #require(sandbox.run("chaka-admin", ["init", "--sandbox"]).status == 0)
  }

  @Test("at any moment of a script does each of its commits once, and the script is answered")
  func killed() throws {
    let rounds = 8
    for round in 0..<rounds {
      let service = try RunningService(sandbox)
      let name = "script-\(round)"
      let process = try sandbox.process(
        "chaka-admin",
        [
          "--socket", sandbox.socket, "--format", "json", "-c", "set guardrail \(round + 1)", "-c",
          "commit comment round-\(round)", "-c", "open region 上海 share \(round + 1)", "-c",
          "commit comment again-\(round)",
        ], name: name)
      try process.run()
      usleep(UInt32.random(in: 20_000..<300_000))
      service.end(SIGKILL)
      let next = try RunningService(sandbox)
      process.waitUntilExit()
      var said = sandbox.text(name + ".out")
      if process.terminationStatus == 3, sandbox.text(name + ".err").contains("service_unreachable") {
        // The service was gone before the script came to it.
        said = try sandbox.run("chaka-admin", process.arguments ?? []).output
      } else {
        #expect(process.terminationStatus == 0, "\(sandbox.text(name + ".err"))")
      }
      #expect(
        said.contains("\"revision\":\(2 * round + 1),") && said.contains("\"revision\":\(2 * round + 2),"), "\(said)")
      next.end(SIGTERM)
    }
    let history = try sandbox.admin("show history")
    let comments = try (history.value() as? [[String: Any]])?.compactMap { $0["comment"] as? String }
    #expect(comments == (0..<rounds).flatMap { ["round-\($0)", "again-\($0)"] })
  }
}
