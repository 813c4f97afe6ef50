import Foundation
import TestTerminal
import Testing
import Text

/// A terminal whose echo is off for a payment password is restored.
@Suite("A prompt that shows nothing")
struct HiddenPromptTests {
  private let sandbox: ProgramSandbox

  init() throws {
    sandbox = try ProgramSandbox()
    try sandbox.run("chaka-admin", "init", "--sandbox", now: "2021-12-01")
    let script = try sandbox.file("open.chaka", "open channel app\nopen region 上海\nconnect bank icbc\ncommit\n")
    try #require(sandbox.run("chaka-admin", "-f", script, now: "2021-12-01").status == 0)
  }

  /// The command that registers, which asks for the new password twice.
  private var registering: String {
    let person = MadeUp(number: 7)
    let program = ProgramSandbox.programs.appendingPathComponent("chaka").path
    return "\(program) --now 2021-12-02 register --name \(person.name) --id-number \(person.idNumber)"
      + " --phone \(person.phone) --region 上海"
  }

  private var environment: [String: String] {
    [
      "PATH": "/usr/bin:/bin", "HOME": sandbox.folder, "CHAKA_DATABASE": sandbox.database, "TERM": "xterm",
      "CHAKA_SECRETS": sandbox.secrets, "XDG_STATE_HOME": sandbox.folder + "/state", "LC_ALL": "en_US.UTF-8",
    ]
  }

  private func terminal(_ command: String) throws -> Terminal {
    try Terminal(command, facts: sandbox.folder + "/facts", environment: environment)
  }

  @Test(
    "leaves the terminal as it was, whatever signal ends the program at the first one or at a later one",
    arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGXCPU, SIGSEGV], [1, 2])
  func signals(number: Int32, prompt: Int) throws {
    let mark = sandbox.folder + "/number"
    let terminal = try terminal("sh -c 'echo $$ > \(mark); exec \(registering)'; echo; echo ended $?; stty -a")
    #expect(terminal.expect("New payment password"))
    if prompt == 2 { #expect(terminal.answers("749205", "Once more")) }
    let program = try #require(Int32(sandbox.text("number").split(separator: "\n").joined()))
    kill(program, number)
    #expect(terminal.expect("ended"))
    #expect(terminal.expect(oneOf: ["-echo ", " echo "]) == " echo ")
    #expect(!terminal.hasShown("749205"))
  }

  @Test("is left to the shell when a signal stops the program, and shows nothing when it goes on")
  func stopping() throws {
    let mark = sandbox.folder + "/number"
    let terminal = try terminal("PS1='ready> ' bash --norc --noediting -i")
    #expect(terminal.expect("ready> "))
    terminal.type("sh -c 'echo $$ > \(mark); exec \(registering)'\r")
    #expect(terminal.expect("New payment password"))
    let program = try #require(Int32(sandbox.text("number").split(separator: "\n").joined()))
    kill(program, SIGTSTP)
    #expect(terminal.expect("Stopped") && terminal.expect("ready> "))
    terminal.type("echo shown; stty -a\r")
    #expect(terminal.expect("echo shown") && terminal.expect(oneOf: ["-echo ", " echo "]) == " echo ")
    #expect(terminal.expect("ready> "))
    terminal.type("fg\r")
    #expect(terminal.expect("register") && terminal.isHidden())
    terminal.type("749205\r")
    #expect(terminal.expect("Once more"))
    #expect(!terminal.hasShown("749205"))
  }
}
