import Domain
import Foundation
import RolloutControl
import TestFixtures
import Testing

@testable import Store

@Suite("What an administrator decides about the clock")
struct ClockDecisionTests {
  private let database: OperatedDatabase
  private let root: OperatorSession

  init() throws {
    database = try OperatedDatabase(isReal: true, isAlone: true)
    root = try database.session("root")
  }

  @Test("confirms none that is behind, says what it is behind, and goes back to it")
  func behind() throws {
    let latest = try root.administration.clockReading().latest
    database.clock.set(latest.adding(.minutes(-10)))
    #expect(throws: StoreFault.clockBehind(now: database.clock.now, latest: latest)) {
      try root.administration.confirmClock()
    }
    _ = try root.administration.resetClock()
    #expect(throws: ClockFault.notDoubted) { try root.administration.confirmClock() }
    #expect(try root.administration.clockReading().standing == .trusted)
  }

  @Test("is possible on a database that waits for its re-anchoring, and leaves it waiting")
  func onOlder() throws {
    try database.store.auditHead.note(AuditHead(records: 1_000, hash: String(repeating: "a", count: 64)))
    let latest = try root.administration.clockReading().latest
    let noted = try #require(database.store.latestTime.read())
    database.clock.set(latest.adding(.minutes(-10)))
    #expect(throws: StoreFault.clockBehind(now: database.clock.now, latest: latest)) {
      try root.administration.reanchor(reason: "restored")
    }
    _ = try root.administration.resetClock()
    #expect(database.store.latestTime.read() == noted, "how far the database had come stays noted until then")
    #expect(throws: StoreFault.self) { try root.edit(.openChannels([.web])) }
    _ = try root.administration.reanchor(reason: "restored")
    #expect(try root.edit(.openChannels([.offline])))
    #expect(try database.open().runningRevision().number == 0)
  }
}
