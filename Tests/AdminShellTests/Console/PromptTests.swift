import ConsoleProtocol
import Domain
import LineEditor
import Testing

@testable import AdminShell
@testable import AdminTerminal

struct PromptTests {
  private static func state(_ revision: Int? = nil, changes: Bool = false, left: Int? = nil) -> PromptState {
    var state = PromptState()
    (state.revision, state.hasChanges, state.confirmation) = (revision, changes, left)
    return state
  }

  @Test(
    "The prompt says revision, candidate and how long a commit can still be confirmed",
    arguments: [
      (state(3), "chaka 3> "), (state(3, changes: true), "chaka 3*> "),
      (state(4, left: 299_001), "chaka 4 [confirm 5:00]> "),
      (state(4, changes: true, left: 9_000), "chaka 4* [confirm 0:09]> "),
      (state(4, left: -5), "chaka 4 [confirm 0:00]> "), (state(), "chaka ?> "),
    ])
  func prompt(state: PromptState, expected: String) {
    let now = ContinuousClock.now
    let text = DrawnPrompt(state, at: now)
    var plain = Prompt()
    plain.append(expected)
    #expect(text.prompt(.en, isPainted: false, at: now) == plain)
    #expect(text.prompt(.zh, isPainted: true, at: now) != plain)
  }

  @Test(
    "A line with a backslash is about the console",
    arguments: [
      ("\\timing", MetaCommand.timing(nil)), ("\\timing on ", .timing(true)), ("\\pager off", .pager(false)),
      ("show map", nil), ("", nil),
    ])
  func meta(line: String, expected: MetaCommand?) throws { #expect(try MetaCommand.read(Array(line.utf8)) == expected) }

  @Test("One that means nothing is refused", arguments: ["\\x", "\\timing maybe", "\\pager on off"])
  func noMeta(line: String) { #expect(throws: MetaFault.self) { try MetaCommand.read(Array(line.utf8)) } }

  @Test("A pager is wanted by the lines a text takes when folded, colours aside")
  func height() {
    #expect(Pager.height(of: "a\nb\n", columns: 80) == 2)
    #expect(Pager.height(of: String(repeating: "中", count: 41) + "\n\u{1b}[32mx\u{1b}[0m\n", columns: 80) == 3)
  }

  @Test("The countdown of a console is what is left until the moment its session names")
  func countdown() throws {
    let scripting = try Scripting()
    let session = try scripting.session()
    let settings = PageSettings(language: .en, columns: 80, paint: .init(isOn: false))
    let console = Console(catalogue, settings, Certifying(runner: scripting.runner)) { session }
    _ = try console.session()
    #expect(console.promptText.confirmation == nil)
    _ = try session.edit(.openChannels([.app]))
    var terms = CommitTerms()
    terms.confirmation = .init(minutes: 60)
    _ = try session.commit(terms)
    let left = try #require(console.promptText.confirmation?.left)
    #expect((3_500_000...3_600_000).contains(left) && console.promptText.revision == 1)
  }

  @Test("Ctrl-C ends what takes long at its next pause")
  func interruption() {
    #expect(throws: Interrupted.self) { try Interruption(isPressed: { true }).check() }
    #expect(throws: Never.self) { try Interruption().check() }
  }
}
