import Domain
import LineEditor
import Testing

@testable import AdminShell

struct PromptTests {
  @Test(
    "The prompt says revision, candidate and how long a commit can still be confirmed",
    arguments: [
      (PromptText(revision: 3), "chaka 3> "), (PromptText(revision: 3, hasChanges: true), "chaka 3*> "),
      (PromptText(revision: 4, confirmation: 299_001), "chaka 4 [confirm 5:00]> "),
      (PromptText(revision: 4, hasChanges: true, confirmation: 9_000), "chaka 4* [confirm 0:09]> "),
      (PromptText(revision: 4, confirmation: -5), "chaka 4 [confirm 0:00]> "), (PromptText(), "chaka ?> "),
    ])
  func prompt(text: PromptText, expected: String) {
    var plain = Prompt()
    plain.append(expected)
    #expect(text.prompt(.en, isPainted: false) == plain)
    #expect(text.prompt(.zh, isPainted: true) != plain)
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
    let left = try #require(console.promptText.confirmation)
    #expect((3_500_000...3_600_000).contains(left) && console.promptText.revision == 1)
  }

  @Test("Ctrl-C ends what takes long at its next pause, and a wait at once")
  func interruption() {
    #expect(throws: Interrupted.self) { try Interruption { true }.check() }
    #expect(Interruption { true }.comes(within: .seconds(60)))
    #expect(!Interruption().comes(within: .milliseconds(10)))
  }
}
