import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("Health in the store")
struct HealthTableTests {
  private let database: TestDatabase
  private let store: Store
  private let abc = BankCode("abc")

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  private func note(_ measure: HealthMeasure, count: Int = 1) throws {
    try store.write { $0.note(measure, of: abc, count: count) }
  }

  private func health() throws -> [HealthWindow: BankHealth] { try store.read { try $0.health(of: abc) } }

  @Test("adds up what comes in several transactions, by slots")
  func addsUp() throws {
    for _ in 0..<3 { try note(.asked, count: 10) }
    try note(.answered(after: .seconds(1)), count: 27)
    database.clock.advance(.minutes(1))
    let health = try #require(try health()[.tenMinutes])
    #expect(health.asked == 30 && health.share == Share(text: "90"))
    #expect(try store.read { try $0.recentHealth(of: abc) } == health)
    #expect(try store.read { try $0.recentHealth(of: BankCode("boc")) }.isEmpty)
  }

  @Test("writes one row for each bank, slot and measure of a transaction")
  func rows() throws {
    try store.write { transaction in
      for _ in 0..<200 { transaction.note(.asked, of: abc) }
      transaction.note(.failed(code: "no_reply"), of: abc)
    }
    let rows = try database.connection().read {
      try $0.all("select measure, count from health order by measure") { "\($0.text(0)) \($0.int(1))" }
    }
    #expect(rows == ["asked 200", "code:no_reply 1"])
  }

  @Test("keeps nothing of a transaction that was rolled back")
  func rolledBack() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try store.write { transaction in
        transaction.note(.asked, of: abc)
        throw Stop()
      }
    }
    database.clock.advance(.minutes(1))
    #expect(try #require(try health()[.day]).isEmpty)
  }

  @Test("moves out of one window after the other")
  func windows() throws {
    try note(.asked, count: 40)
    var seen: [String] = []
    for span in [Span.minutes(1), .minutes(11), .minutes(61), .hours(25)] {
      database.clock.set(TestDatabase.start.adding(span))
      seen.append(try HealthWindow.allCases.map { "\(try health()[$0]?.asked ?? -1)" }.joined(separator: " "))
    }
    #expect(seen == ["40 40 40", "0 40 40", "0 0 40", "0 0 0"])
  }

  @Test("of the last moments waits until every one asked has had 30 seconds")
  func recent() throws {
    try note(.asked, count: 40)
    database.clock.advance(.seconds(59))
    #expect(try health()[.day]?.asked == 0)
    database.clock.advance(.seconds(1))
    #expect(try health()[.day]?.asked == 40)
  }

  @Test("tells how many were asked a minute: over ten minutes, else over the hour")
  func rate() throws {
    #expect(try store.read { try $0.askedPerMinute(at: abc) } == nil)
    try note(.asked, count: 30)
    #expect(try store.read { try $0.askedPerMinute(at: abc) } == 3)
    database.clock.advance(.minutes(11))
    #expect(try store.read { try $0.askedPerMinute(at: abc) } == 0.5)
    database.clock.advance(.hours(1))
    #expect(try store.read { try $0.askedPerMinute(at: abc) } == nil)
  }

  private static let foreignCounts = [
    "update health set count = 9223372036854775807", "update health set count = -9223372036854775807",
    "insert into health select bank, slot, 'l99999999999999999999', 1 from health",
    "insert into health select bank, slot + 1, measure, 9223372036854775807 from health",
  ]

  @Test("goes on with counts that no program makes: they count as none, and show", arguments: foreignCounts)
  func foreign(statement: String) throws {
    try note(.asked, count: 30)
    try database.tamper(statement)
    #expect(try store.verifyAudit().problem == .kindAltered(table: "health"))
    try note(.asked, count: 30)
    let counted = try database.connection().read { session in
      try session.all("select typeof(count) from health") { $0.text(0) }
    }
    #expect(Set(counted) == ["integer"])
    database.clock.advance(.minutes(1))
    let health = try #require(try health()[.tenMinutes])
    #expect([30, 60].contains(health.asked) && health.latencies.total == 0)
    #expect(try store.read { try $0.recentHealth(of: abc) }.asked == health.asked)
    #expect(try store.read { try $0.askedPerMinute(at: abc) } == Double(health.asked) / 10)
  }

  @Test("is forgotten after two days, and nonces when their signatures have run out")
  func forgetting() throws {
    try note(.asked)
    #expect(try store.write { try $0.take(nonce: "n", of: abc, until: $0.now.adding(.minutes(5))) })
    #expect(try !store.read { try $0.isHealthOld() })
    database.clock.advance(.hours(2))
    #expect(try store.read { try $0.isHealthOld() })
    try store.write { try $0.forgetOldHealth() }
    #expect(try !store.read { try $0.isHealthOld() })
    database.clock.advance(.hours(48))
    #expect(try store.read { try $0.isHealthOld() })
    try store.write { try $0.forgetOldHealth() }
    let left = try database.connection().read {
      try $0.first("select (select count(*) from health) + (select count(*) from nonces)") { $0.int(0) }
    }
    #expect(left == 0)
    #expect(try !store.read { try $0.isHealthOld() })
  }
}
