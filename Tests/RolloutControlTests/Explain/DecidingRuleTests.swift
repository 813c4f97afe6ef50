import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("Who decided it")
struct RulingTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  /// Wang opens half of Shanghai and connects a bank, Li suspends it a day later, and Wang changes another subject.
  init() throws {
    database = try OperatedDatabase()
    try database.commit(.openChannels([.app]), .openRegions([.shanghai], .half), .connect([.icbc], .everywhere))
    database.clock.advance(.days(1))
    try database.commit(.suspend([.icbc], reason: "维护"), author: "li")
    database.clock.advance(.days(1))
    try database.commit(.openRegions([.yunnan], .full))
    session = try database.session()
  }

  @Test("is the operator of the latest revision that changed the rule, for each reason and for what admits")
  func latest() throws {
    let answer = try session.explanations.explain(region: .shanghai, banks: [.icbc], channel: .app, at: nil)
    #expect(
      answer.rules.map(\.origin.number) == [0, 1, 1]
        && answer.rules.map(\.origin.author) == ["root", "wang", "wang"])
    let rule = try #require(answer.rule(for: answer.reasons[0]))
    #expect(rule.origin.number == 2 && rule.origin.author == "li" && rule.subject == .bank(.icbc))
    #expect(rule.origin.effectiveAt == TestDatabase.start.adding(.days(1)))
  }

  @Test("is answered for a past moment from the revisions up to then")
  func past() throws {
    let answer = try session.explanations.explain(
      region: .yunnan, banks: [.icbc], channel: .app, at: TestDatabase.start.adding(.hours(1)))
    #expect(answer.revision == 1 && answer.rules[2].origin.number == 0 && answer.banks[0].rule.origin.number == 1)
    #expect(answer.rules[2].value == .region(.none))
  }

  @Test("comes with the smallest change, which admits once it is made")
  func remedy() throws {
    let before = try session.explanations.explain(region: .shanghai, banks: [.icbc, .abc], channel: .web, at: nil)
    #expect(
      before.remedy == [
        .openChannels([.web]), .openRegions([.shanghai], .full), .resume([.icbc]),
        .connect([.abc], .only([.shanghai])),
      ])
    for edit in before.remedy { _ = try session.edit(edit) }
    _ = try session.commit(CommitTerms())
    let after = try session.explanations.explain(region: .shanghai, banks: [.icbc, .abc], channel: .web, at: nil)
    #expect(after.admitted == true && after.remedy.isEmpty)
  }

  @Test("asked about all banks, the nearest one is enough")
  func anyBank() throws {
    let answer = try session.explanations.explain(region: .yunnan, banks: [], channel: .app, at: nil)
    #expect(answer.admitted == false && answer.remedy == [.resume([.icbc])])
  }
}
