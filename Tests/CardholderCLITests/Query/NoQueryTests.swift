import LiveProgram
import Program
import QueryEngine
import Store
import Testing
import Text

@testable import CardholderCLI

/// Three things that are not there have one code, and a sentence each.
struct NoQueryTests {
  @Test(
    arguments: [
      (CardholderFault.noSuchQuery, "没有这个查询", "no such query"),
      (.noQueryYet, "您还没有查询过", "you have made no query yet"),
      (.noQueryInProgress, "现在没有进行中的查询", "no query is in progress"),
    ])
  func `what is not there is said`(fault: CardholderFault, zh: String, en: String) {
    #expect(fault.code == "no_such_query" && fault.facts.isEmpty)
    #expect(fault.message == Bilingual(zh: zh, en: en))
    #expect((ChakaRemedies().message(of: fault) == fault.message) == (fault != .noSuchQuery))
  }

  @Test func `cancelling says that nothing is in progress`() async throws {
    let sandbox = try Sandbox()
    try await sandbox.signUp()
    await #expect(throws: CardholderFault.noQueryInProgress) { try await sandbox.call(["cancel"]) }
    await #expect(throws: CardholderFault.noQueryYet) { try await sandbox.call(["status"]) }
  }

  @Test func `the log tells faults in the program's language, with what can be done`() throws {
    let sandbox = try Sandbox()
    let fault = StoreFault.databaseMissing(sandbox.folder)
    let remedy = try #require(SharedRemedies().remedy(for: fault.code, .object(fault.facts)))
    for language in Language.allCases {
      let told = sandbox.context(language: language).wording(fault)
      #expect(told.hasPrefix(fault.message[language]) && told.hasSuffix(remedy[language]), "\(told)")
    }
  }
}
