import Domain
import Foundation
import TestFixtures
import TestRandom
import Testing

@testable import Store

@Suite("Time in a driver")
struct DriverTimeTests {
  struct History: Sendable, CustomTestStringConvertible {
    let driver: any DriverUnderTest
    let seed: Int

    var testDescription: String { "\(driver.testDescription), seed \(seed)" }
  }

  private static let histories = drivers.flatMap { driver in (1...8).map { History(driver: driver, seed: $0) } }

  /// Three programs, each with a clock of its own that jitters by a second and a half, write in turn, by commits of
  /// their own and shared ones; now and then one is opened anew, as after a crash.
  @Test(
    "never goes back, whoever writes and whatever the clocks do, and runs ahead by less than a second",
    arguments: histories)
  func monotonic(history: History) async throws {
    let database = try history.driver.fresh()
    var random = Seeded(history.seed)
    let clocks = (0..<3).map { _ in SettableClock(TestDatabase.start) }
    let open = { (program: Int) in
      try Store.open(at: database.location, catalogue: database.catalogue, clock: clocks[program])
    }
    var stores = try (0..<3).map(open)
    var (latest, most) = (NotedTime.never.latest, NotedTime.never.latest)
    var reality = TestDatabase.start
    for step in 0..<120 {
      reality = reality.adding(.milliseconds(Int64.random(in: 0...400, using: &random)))
      let program = Int.random(in: 0..<3, using: &random)
      let clock = reality.adding(.milliseconds(Int64.random(in: -1_500...0, using: &random)))
      clocks[program].set(clock)
      most = max(most, clock)
      if Int.random(in: 0..<12, using: &random) == 0 { stores[program] = try open(program) }
      let write: @Sendable (Transaction) throws -> Moment = { transaction in
        try transaction.insert(RefusalRecord(id: "R\(step)", codes: ["busy"], revision: 0, pseudonym: nil))
        return transaction.now
      }
      let time: Moment
      if Bool.random(using: &random) {
        time = try stores[program].write(protecting: [], write)
      } else {
        time = try await stores[program].submit(protecting: [], write)
      }
      #expect(time >= latest && time >= clock)
      #expect(time < most.adding(.seconds(1)))
      latest = time
      #expect(try stores[program].now() >= latest)
    }
    let times = try stores[0].read { transaction in
      try transaction.sql.all("select at from refusals order by number") { $0.integer(0) }
    }
    #expect(times.count == 120 && times == times.sorted())
  }

  @Test("that lies far behind the latest write is refused, and nothing is written", arguments: drivers)
  func behind(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    let store = try database.open()
    let write: @Sendable (Transaction) throws -> Void = { try $0.insert(.refused("R1")) }
    try store.write(protecting: []) { try $0.insert(.refused("R0")) }
    database.clock.advance(.milliseconds(-ClockTrust.tolerance.milliseconds - 1))
    #expect(fault { try store.write(protecting: [], write) } == "clock_behind")
    #expect(await fault { try await store.submit(protecting: [], write) } == "clock_behind")
    #expect(try store.read { try $0.refusalCount() } == 1)
  }
}

extension RefusalRecord {
  fileprivate static func refused(_ id: String) -> RefusalRecord {
    RefusalRecord(id: id, codes: ["busy"], revision: 0, pseudonym: nil)
  }
}
