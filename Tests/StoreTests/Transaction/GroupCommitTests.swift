import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Store

/// Counts commits, and makes each take as long as a disk would.
private final class CountingDisk: Sendable {
  let commits = Mutex(0)
  let failing = Mutex(false)

  struct Broken: Error {}

  var hook: CommitHook {
    CommitHook(
      before: {
        if self.failing.withLock({ $0 }) { throw Broken() }
        usleep(2_000)
      },
      after: { self.commits.withLock { $0 += 1 } })
  }
}

@Suite("Group commit")
struct GroupCommitTests {
  private let database: TestDatabase
  private let store: Store
  private let disk = CountingDisk()

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open(hook: disk.hook)
  }

  private struct Refused: Error {}

  private func put(_ number: Int, refusing: Bool = false) async throws {
    try await store.submit { transaction in
      try transaction.setEndpoint("http://\(number)/", of: BankCode("bank\(number)"))
      if refusing { throw Refused() }
    }
  }

  /// The number of submissions that succeeded.
  private func submit(_ count: Int, refusing: @escaping @Sendable (Int) -> Bool = { _ in false }) async -> Int {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<count {
        group.addTask { (try? await put(number, refusing: refusing(number))) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }

  private var commits: Int { disk.commits.withLock { $0 } }

  @Test("takes in every one of many at once, in fewer commits than submissions")
  func shared() async throws {
    #expect(await submit(300) == 300)
    #expect(try store.addresses().count == 300)
    #expect(commits < 300)
  }

  @Test("undoes what throws and nothing else")
  func refusing() async throws {
    #expect(await submit(100) { $0 % 3 == 0 } == 66)
    let expected = (0..<100).filter { $0 % 3 != 0 }.map { "http://\($0)/" }
    #expect(try store.addresses().sorted() == expected.sorted())
    #expect(commits < 100)
  }

  @Test("counts nothing of what it undoes")
  func uncounted() async throws {
    await #expect(throws: Refused.self) {
      try await store.submit { transaction in
        transaction.note(.asked, of: .abc)
        throw Refused()
      }
    }
    try await store.submit { $0.note(.asked, of: .boc) }
    let counted = try database.connection().read { try $0.all("select distinct bank from health") { $0.text(0) } }
    #expect(counted == ["boc"])
  }

  @Test("tells everybody when the commit fails, and nothing of it stays")
  func failing() async throws {
    disk.failing.withLock { $0 = true }
    #expect(await submit(20) == 0)
    #expect(try store.addresses().isEmpty)
    disk.failing.withLock { $0 = false }
    #expect(await submit(20) == 20)
  }

  @Test("gives a lone submission a commit of its own")
  func alone() async throws {
    for number in 1...5 {
      try await put(number)
      #expect(commits == number)
    }
  }

  @Test("does what follows a commit after it, and not at all where there was none")
  func followUps() async throws {
    let done = Mutex<[Int]>([])
    @Sendable func work(_ number: Int, refusing: Bool) async throws {
      try await store.submit { transaction in
        transaction.afterCommit { done.withLock { $0.append(number) } }
        if refusing { throw Refused() }
      }
    }
    try await work(1, refusing: false)
    await #expect(throws: Refused.self) { try await work(2, refusing: true) }
    disk.failing.withLock { $0 = true }
    await #expect(throws: CountingDisk.Broken.self) { try await work(3, refusing: false) }
    #expect(done.withLock { $0 } == [1])
  }

  @Test("shares the writer with single writes, and neither loses anything")
  func mixed() async throws {
    async let submitted = submit(100)
    for number in 1_000..<1_020 {
      try store.write { try $0.setEndpoint("http://\(number)/", of: BankCode("bank\(number)")) }
    }
    #expect(await submitted == 100)
    #expect(try store.addresses().count == 120)
  }

  /// The times that submissions carried, in the order in which they were run.
  private final class CarriedTimes: Sendable {
    private let times = Mutex<[Moment]>([])
    var all: [Moment] { times.withLock { $0 } }

    /// Notes a time, and gives how many there are.
    func note(_ time: Moment) -> Int {
      times.withLock { times in
        times.append(time)
        return times.count
      }
    }
  }

  @Test("lets nobody carry a time before that of who went before, though the clock goes back in between")
  func times() async throws {
    let (times, store, clock) = (CarriedTimes(), store, database.clock)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask {
          try await store.submit { transaction in
            try transaction.setEndpoint("http://\(number)/", of: .abc)
            let isForward = times.note(transaction.now).isMultiple(of: 2)
            clock.advance(.milliseconds(isForward ? 30 : -20))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(times.all.count == 100 && times.all == times.all.sorted())
    #expect(commits < 50)
  }

  @Test("of two programs on one database loses nothing")
  func twoPrograms() async throws {
    let database = try TestDatabase.sandbox()
    let stores = [try database.open(), try database.open()]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask {
          try await stores[number % 2].submit { try $0.setEndpoint("http://\(number)/", of: BankCode("bank\(number)")) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try stores[0].addresses().count == 100)
  }
}
