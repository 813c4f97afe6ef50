import Program
import Testing

@testable import AdminShell

@Suite("What is said of a change of the candidate")
struct CandidateNoteTests {
  private let scripting: Scripting
  private let console: Console

  init() throws {
    let scripting = try Scripting()
    self.scripting = scripting
    for region in ["上海", "云南"] { _ = try scripting.run("open region \(region)\ncommit") }
    let settings = PageSettings(language: .en, columns: 80, paint: Paint(isOn: false))
    console = Console(catalogue, settings, Certifying(runner: scripting.runner)) { try scripting.session() }
  }

  private func say(_ line: String) throws -> Reply {
    var reader = ScriptReader(LineReader(file: "test", bytes: Array(line.utf8)))
    var reply = Reply()
    while let parsed = try reader.next() { reply = try console.reply(to: Binder(catalogue).bind(parsed)) }
    return reply
  }

  @Test("going back once more over what another has committed says all that it takes back")
  func rolledBackAgain() throws {
    #expect(try say("rollback 1").confirmation?.en.contains("1 change;") == true)
    #expect(try scripting.run("open region 广东\ncommit", as: "eve").status == 0)
    #expect(throws: (any Error).self) { try say("commit") }
    let again = try say("rollback 1")
    #expect(again.notes.isEmpty && again.confirmation?.en.contains("2 changes") == true)
  }

  @Test("going back where nothing has happened since changes nothing")
  func rolledBackTwice() throws {
    _ = try say("rollback 1")
    #expect(try say("rollback 1").notes.map(\.en) == ["No change"])
  }
}
