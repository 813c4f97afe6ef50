import Domain
import QueryEngine
import Testing

@testable import CardholderCLI

struct CodeEntryTests {
  /// The desk's side: sends a code first, then takes 123456, and locks after some wrong ones.
  private static func desk(_ code: String?, attemptsLeft: Int) throws -> String {
    guard let code else { throw DeskFault.codeRequired(maskedPhone: "138****8000") }
    guard code == "123456" else { throw DeskFault.code(.wrong(attemptsLeft: attemptsLeft)) }
    return "done"
  }

  @Test func `a code that was given is used once`() async throws {
    let dialogue = ScriptedDialogue(["123456"])
    let entry = CodeEntry(given: "123456", dialogue: dialogue)
    #expect(try await entry.complete { try Self.desk($0, attemptsLeft: 4) } == "done")
    await #expect(throws: DeskFault.code(.wrong(attemptsLeft: 4))) {
      try await CodeEntry(given: "1", dialogue: dialogue).complete { try Self.desk($0, attemptsLeft: 4) }
    }
    #expect(!dialogue.isSpent)
  }

  @Test func `without a terminal the call ends and says that a code is needed`() async {
    await #expect(throws: DeskFault.codeRequired(maskedPhone: "138****8000")) {
      try await CodeEntry(given: nil, dialogue: nil).complete { try Self.desk($0, attemptsLeft: 4) }
    }
  }

  @Test func `on a terminal it is asked for until it is right`() async throws {
    let dialogue = ScriptedDialogue(["000000", "111111", "123456"])
    #expect(
      try await CodeEntry(given: nil, dialogue: dialogue).complete { try Self.desk($0, attemptsLeft: 3) } == "done")
    #expect(dialogue.isSpent)
  }

  @Test func `or until no attempt is left`() async {
    let dialogue = ScriptedDialogue(["000000", "123456"])
    await #expect(throws: DeskFault.code(.wrong(attemptsLeft: 0))) {
      try await CodeEntry(given: nil, dialogue: dialogue).complete { try Self.desk($0, attemptsLeft: 0) }
    }
    #expect(!dialogue.isSpent)
  }
}
