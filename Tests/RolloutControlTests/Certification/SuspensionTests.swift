import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A connected bank")
struct SuspensionTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  /// The bank is certified with its first keys, and connected in Shanghai.
  init() throws {
    database = try OperatedDatabase()
    try database.certify(.icbc)
    try database.require()
    try database.commit(.connect([.icbc], .named([.shanghai])))
    session = try database.session()
  }

  private func isConnected() throws -> Bool { try database.state(of: .icbc).name == "connected" }
  private func last() throws -> Revision { try #require(try session.history.revisions().last) }

  @Test("is suspended at once when its endpoint changes, and nothing but a new certification brings it back")
  func endpoint() throws {
    try session.onboarding.setEndpoint("https://elsewhere.example", for: .icbc)
    #expect(try !isConnected())
    #expect(try last().author == "chaka" && last().comment.contains("endpoint"))
    #expect(rolloutFault { try database.commit(.resume([.icbc])) }?.code == "bank_not_certified")
    try database.certify(.icbc, url: "https://elsewhere.example")
    #expect(try !isConnected())
    try database.commit(.resume([.icbc]))
    #expect(try database.state(of: .icbc) == .connected(.only([.shanghai])))
    #expect(try session.audit.verify().isIntact)
  }

  @Test("stays when its endpoint is set to what it was, or its lines are changed")
  func sameEndpoint() throws {
    try session.onboarding.setEndpoint(Sample.url, for: .icbc)
    try session.onboarding.setEndpoint(Sample.url, for: .icbc, lines: .private)
    #expect(try isConnected())
  }

  @Test("is suspended at once when its keys are replaced")
  func keys() throws {
    try session.onboarding.setKey(Sample.keyFile(2), for: .icbc)
    #expect(try !isConnected())
    #expect(try last().comment.contains("keys"))
  }

  @Test("stays during the overlap of a rotation, and is suspended at its end")
  func rotation() throws {
    try session.onboarding.rotateKeys(Sample.keyFile(2), for: .icbc, overlap: .hours(72))
    database.clock.advance(.hours(71))
    #expect(try isConnected())
    database.clock.advance(.days(30))
    #expect(try !isConnected())
    #expect(try last().effectiveAt == TestDatabase.start.adding(.hours(72)))
    #expect(try last().comment.contains("keys"))
    #expect(try session.audit.verify().isIntact)
  }

  @Test("stays beyond the overlap where it was certified with its new keys meanwhile")
  func certifiedAgain() throws {
    try session.onboarding.rotateKeys(Sample.keyFile(2), for: .icbc)
    database.clock.advance(.hours(1))
    try database.certify(.icbc, keys: [2])
    database.clock.advance(.days(100))
    #expect(try isConnected())
  }

  @Test("is suspended when its latest certification failed")
  func failed() throws {
    try database.certify(.icbc, .failed(why: Sample.why))
    #expect(try !isConnected())
  }

  @Test("stays as it is where certification is not asked for")
  func notRequired() throws {
    try database.commit(.setPolicy(try #require(PolicySetting(.certification, "off"))))
    try session.onboarding.setEndpoint("https://elsewhere.example", for: .icbc)
    #expect(try isConnected())
  }

  @Test("whose end has come is suspended for a candidate, too, whatever else it changes")
  func candidate() throws {
    _ = try session.edit(.openChannels([.app]))
    database.clock.advance(.days(181))
    _ = try session.commit(CommitTerms())
    #expect(try session.history.revisions().map(\.author).suffix(2) == ["chaka", "wang"])
    #expect(try !isConnected())
  }

  @Test("that is suspended by its end conflicts with a candidate that changes it")
  func conflict() throws {
    _ = try session.edit(.connect([.icbc], .everywhere))
    database.clock.advance(.days(181))
    #expect(rolloutFault { try session.commit(CommitTerms()) }?.code == "revision_conflict")
  }
}
