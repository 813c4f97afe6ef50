import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Store

/// What happened, in order, and the program that was started meanwhile.
private final class Course: Sendable {
  private let events = Mutex<[String]>([])
  private let program = Mutex<Task<Void, any Error>?>(nil)

  func note(_ event: String) { events.withLock { $0.append(event) } }
  var all: [String] { events.withLock { $0 } }

  func start(_ work: @escaping @Sendable () throws -> Void) {
    program.withLock { $0 = Task.detached { try work() } }
  }

  func end() async throws {
    let task = program.withLock { $0 }
    try await task?.value
  }
}

@Suite("What a driver protects")
struct DriverProtectionTests {
  @Test(
    "is held from before the first statement until the commit: others who protect it begin after that",
    arguments: drivers)
  func held(driver: any DriverUnderTest) async throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let course = Course()
    let hook = CommitHook(before: { course.note("commits") }, after: {})
    try scene.engine.transaction(protecting: [.person("P1")], hook: hook) { session in
      course.start {
        let names = try scene.other.commit(protecting: [.person("P1")], hook: .none) { session, _ in
          course.note("second")
          return try scene.names(in: session)
        }
        course.note("saw \(names)")
      }
      usleep(50_000)
      try scene.add("a", in: session)
    }
    try await course.end()
    #expect(course.all == ["commits", "second", "saw [\"a\"]"])
  }

  private static let things: [Protection] = [
    .rollout(.exclusive), .days, .identity(Data([1])), .phone(Data([2])), .requester(Data([3])), .person("P1"),
    .person("P2"), .work(.exclusive), .query(1), .query(2), .outbox, .audit,
  ]

  @Test("is taken in one order, so that nobody waits for another in a circle, and no write is lost", arguments: drivers)
  func order(driver: any DriverUnderTest) async throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let programs = [scene.engine, scene.other]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for turn in 0..<10 {
            // Each names what it protects in another order; all have `outbox`, by which they count.
            let turned = Self.things.indices.map { Self.things[($0 * 5 + worker * 3 + turn) % Self.things.count] }
            let named = Protections(turned.prefix(4) + [.outbox])
            try programs[worker % 2].commit(protecting: named, hook: .none) { session, _ in
              let count = try session.first("select count(*) from nonces") { $0.int(0) } ?? 0
              try scene.add("\(count)", in: session)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try scene.stored().count == 40)
  }

  @Test(
    "shared is run again alone where a change of the rollout has fallen due, once, and nothing is done twice",
    arguments: drivers)
  func due(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    let store = try database.open()
    try store.write(protecting: .rollout) { transaction in
      var rollout = try transaction.runningRevision().rollout
      rollout.set(.app, open: true)
      _ = try transaction.schedule(
        rollout, base: 0, author: "li", comment: "", effectiveAt: transaction.now.adding(.hours(1)))
    }
    database.clock.advance(.hours(1))
    let runs = Runs()
    let work: @Sendable (Transaction) throws -> Int = { transaction in
      let run = runs.next()
      try transaction.insert(RefusalRecord(id: "R\(run)", codes: ["busy"], revision: 0, pseudonym: nil))
      return try transaction.runningNumber()
    }
    #expect(try await store.submit(protecting: [.rollout(.shared)], work) == 1)
    #expect(runs.all == 2)
    #expect(try await store.submit(protecting: [.rollout(.shared)], work) == 1)
    #expect(runs.all == 3)
    #expect(try store.read { try $0.refusalCount() } == 2)
    #expect(try store.read { try $0.allRevisions() }.count == 2)
  }
}
