import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Store

/// Counts commits, makes each take as long as a disk would, and lets some fail.
private final class SlowDisk: Sendable {
  let commits = Mutex(0)
  let isBroken = Mutex(false)

  var hook: CommitHook {
    CommitHook(
      before: {
        if self.isBroken.withLock({ $0 }) { throw DriverScene.Refused() }
        usleep(2_000)
      },
      after: { self.commits.withLock { $0 += 1 } })
  }
}

@Suite("Shared commits of a driver")
struct DriverCommitTests {
  /// Submits jobs at once, each of which counts, records a refusal and then fails if `refusing` says so. Gives how many
  /// succeeded.
  private func submit(
    _ count: Int, to store: Store, refusing: @escaping @Sendable (Int) -> Bool = { _ in false }
  ) async -> Int {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<count {
        group.addTask {
          let done: Void? = try? await store.submit(protecting: []) { transaction in
            transaction.note(.asked, of: .abc)
            transaction.noteAnswers([QueryOutcome(bank: .abc, state: .answered, code: nil)], region: .shanghai)
            try transaction.insert(RefusalRecord(id: "R\(number)", codes: ["busy"], revision: 0, pseudonym: nil))
            if refusing(number) { throw DriverScene.Refused() }
          }
          return done != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }

  private func counts(_ store: Store) throws -> [Int] {
    try store.read { transaction in
      [
        try transaction.refusalCount(),
        try transaction.sql.first("select cast(coalesce(sum(count), 0) as bigint) from health") { $0.int(0) } ?? 0,
        try transaction.answerCount(of: [.shanghai], from: transaction.now.day).answered,
      ]
    }
  }

  @Test("keep what every job wrote and counted, in fewer commits than jobs", arguments: drivers)
  func shared(driver: any DriverUnderTest) async throws {
    let disk = SlowDisk()
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open(hook: disk.hook)
    #expect(await submit(200, to: store) == 200)
    #expect(try counts(store) == [200, 200, 200])
    #expect(disk.commits.withLock { $0 } < 200)
  }

  @Test("undo a job that fails, its counts with it, and no other", arguments: drivers)
  func failing(driver: any DriverUnderTest) async throws {
    let disk = SlowDisk()
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open(hook: disk.hook)
    #expect(await submit(90, to: store) { $0 % 3 == 0 } == 60)
    #expect(try counts(store) == [60, 60, 60])
    #expect(disk.commits.withLock { $0 } < 90)
  }

  @Test("that do not come about tell every job, and leave nothing of any", arguments: drivers)
  func broken(driver: any DriverUnderTest) async throws {
    let disk = SlowDisk()
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open(hook: disk.hook)
    disk.isBroken.withLock { $0 = true }
    #expect(await submit(20, to: store) == 0)
    #expect(try counts(store) == [0, 0, 0])
    disk.isBroken.withLock { $0 = false }
    #expect(await submit(20, to: store) == 20)
    #expect(try counts(store) == [20, 20, 20])
  }

  @Test("write a count once, however many jobs counted", arguments: drivers)
  func once(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open()
    #expect(await submit(30, to: store) == 30)
    let rows = try store.read { transaction in
      try transaction.sql.all("select measure, count from health") { "\($0.text(0)) \($0.int(1))" }
    }
    #expect(rows == ["asked 30"])
  }

  @Test("of several programs lose nothing, and neither do single writes between them", arguments: drivers)
  func programs(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    let stores = [try database.open(), try database.open()]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<60 {
        group.addTask {
          let insert: @Sendable (Transaction) throws -> Void = { transaction in
            transaction.note(.asked, of: .abc)
            try transaction.insert(RefusalRecord(id: "R\(number)", codes: ["busy"], revision: 0, pseudonym: nil))
          }
          let store = stores[number % 2]
          if number % 5 == 0 {
            try store.write(protecting: [], insert)
          } else {
            try await store.submit(protecting: [], insert)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try counts(stores[0]).prefix(2) == [60, 60])
  }
}
