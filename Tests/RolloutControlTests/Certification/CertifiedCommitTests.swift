import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing
import Text

@Suite("A commit that connects a bank")
struct CertifiedCommitTests {
  private static func refused(_ banks: (BankCode, CertificationGap)...) -> RolloutFault {
    .banksNotCertified(banks.map { UncertifiedBank(bank: $0.0, gap: $0.1) })
  }

  @Test("is refused in a real database while the bank is not certified, and says which and why")
  func real() throws {
    let database = try OperatedDatabase(isReal: true)
    let session = try database.session()
    _ = try session.edit(.connect([.icbc, .abc], .everywhere))
    let expected = Self.refused((.abc, .never), (.icbc, .never))
    #expect(rolloutFault { try session.check() } == expected)
    #expect(rolloutFault { try session.commit(CommitTerms()) } == expected)
    #expect(rolloutFault { try session.commit(CommitTerms(at: database.clock.now.adding(.days(1)))) } == expected)
    #expect(expected.code == "bank_not_certified" && expected.message.en.contains("icbc (never certified)"))
    #expect(JSONValue.object(expected.facts)["banks"] != nil)
    #expect(try session.history.revisions().count == 1 && session.schedule.scheduled().isEmpty)
  }

  @Test("passes in a real database once the bank is certified")
  func certified() throws {
    let database = try OperatedDatabase(isReal: true)
    try database.certify(.icbc)
    try database.commit(.connect([.icbc], .everywhere))
    #expect(try database.state(of: .icbc) == .connected(.everywhere))
  }

  @Test("passes in a new sandbox without any certification")
  func sandbox() throws {
    let database = try OperatedDatabase()
    try database.commit(.connect([.icbc], .everywhere))
    #expect(try database.state(of: .icbc) == .connected(.everywhere))
  }

  @Test("is refused in a sandbox that asks for certification, in the same commit already")
  func policySwitchedOn() throws {
    let database = try OperatedDatabase()
    let required = try #require(PolicySetting(.certification, "required"))
    let commit = { try database.commit(.connect([.icbc], .everywhere), .setPolicy(required)) }
    #expect(rolloutFault(commit) == Self.refused((.icbc, .never)))
    try database.certify(.icbc)
    #expect(rolloutFault(commit) == nil)
  }

  @Test("cannot switch certification on over banks that lack it")
  func overUncertified() throws {
    let database = try OperatedDatabase()
    try database.commit(.connect([.icbc], .everywhere))
    #expect(rolloutFault { try database.require() } == Self.refused((.icbc, .never)))
  }

  @Test("passes in a real database that does not ask for certification")
  func switchedOff() throws {
    let database = try OperatedDatabase(isReal: true)
    try database.set(.preconditions, "off")
    try database.commit(.connect([.icbc], .everywhere), .setPolicy(try #require(PolicySetting(.certification, "off"))))
    #expect(try database.state(of: .icbc).name == "connected")
  }

  @Test("is refused for one that failed, and passes for one that passed on condition")
  func verdicts() throws {
    let database = try OperatedDatabase(isReal: true)
    try database.set(.preconditions, "off")
    let failed = try database.certify(.icbc, .failed(why: Sample.why))
    #expect(
      rolloutFault { try database.commit(.connect([.icbc], .everywhere)) }
        == Self.refused((.icbc, .failed(at: failed.certifiedAt))))
    try database.certify(.icbc, .conditional(why: Sample.why))
    try database.commit(.connect([.icbc], .everywhere))
    #expect(try database.state(of: .icbc).name == "connected")
  }

  @Test("is refused where only its resumption is asked for after the end")
  func resume() throws {
    let database = try OperatedDatabase()
    try database.certify(.icbc)
    try database.require()
    try database.commit(.connect([.icbc], .named([.shanghai])))
    database.clock.advance(.days(181))
    let end = TestDatabase.start.adding(.days(180))
    #expect(rolloutFault { try database.commit(.resume([.icbc])) } == Self.refused((.icbc, .ended(at: end))))
    try database.certify(.icbc)
    try database.commit(.resume([.icbc]))
    #expect(try database.state(of: .icbc) == .connected(.only([.shanghai])))
  }

  @Test("is warned of certifications that end within 30 days")
  func warned() throws {
    let database = try OperatedDatabase()
    try database.certify(.icbc)
    try database.require()
    database.clock.advance(.days(149))
    let session = try database.session()
    _ = try session.edit(.connect([.icbc], .everywhere))
    #expect(try session.warnings().isEmpty)
    database.clock.advance(.days(2))
    #expect(try session.warnings().map(\.endsAt) == [TestDatabase.start.adding(.days(180))])
  }

  @Test("that is scheduled is dropped when the certification has gone by then, and its author is told")
  func scheduled() throws {
    let database = try OperatedDatabase()
    try database.certify(.icbc)
    try database.require()
    try database.commit(.connect([.icbc], .everywhere), at: TestDatabase.start.adding(.days(2)))
    database.clock.advance(.days(1))
    try database.session().onboarding.setEndpoint("https://elsewhere.example", for: .icbc)
    database.clock.advance(.days(2))
    #expect(try database.state(of: .icbc) == .closed)
    #expect(try database.session().news.takeDropped().map(\.dropReason) == [.bankNotCertified])
  }
}
