import Domain
import Foundation
import RolloutRules
import Synchronization
import TestFixtures
import Testing

@testable import Store

@Suite("A transaction")
struct RerunTests {
  private let database: TestDatabase
  private let engine: WatchedDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    let plain = try database.open()
    engine = WatchedDatabase(plain.database)
    store = try Store(
      database: engine, secret: plain.secret, secretsFolder: database.location.secrets, instance: plain.instance,
      registry: plain.registry, clock: database.clock, scheduler: CommitThread(), hook: .none)
  }

  /// Schedules a commit, and lets its time come.
  private func letFallDue() throws {
    let plain = try database.open()
    try plain.write { transaction in
      var rollout = try transaction.runningRevision().rollout
      rollout.set(.app, open: true)
      _ = try transaction.schedule(
        rollout, base: 0, author: "li", comment: "", effectiveAt: transaction.now.adding(.hours(1)))
    }
    database.clock.advance(.hours(1))
  }

  private func commit(_ edit: RolloutEdit, in transaction: Transaction) throws {
    var rollout = try transaction.runningRevision().rollout
    rollout.apply(edit)
    _ = try transaction.append(
      rollout, author: "wang", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
  }

  private func refuse(_ id: String, in transaction: Transaction) throws {
    try transaction.insert(RefusalRecord(id: id, codes: ["no_bank_chosen"], revision: 0, pseudonym: nil))
  }

  private var refusals: Int { get throws { try store.read { try $0.refusalCount() } } }

  @Test("that shares the rollout while a change is due is run again alone, and applies it then")
  func due() throws {
    try letFallDue()
    var runs = 0
    let number = try store.write(protecting: [.rollout(.shared), .outbox]) { transaction in
      runs += 1
      try refuse("R1", in: transaction)
      return try transaction.runningNumber()
    }
    #expect(number == 1)
    #expect(runs == 2)
    #expect(engine.protections == [[.rollout(.shared), .outbox], [.rollout(.exclusive), .outbox, .audit]])
    #expect(try refusals == 1)
    #expect(try store.read { try $0.allRevisions() }.count == 2)
  }

  @Test("that shares the rollout is run once where nothing is due")
  func nothingDue() throws {
    #expect(try store.write(protecting: [.rollout(.shared)]) { try $0.runningNumber() } == 0)
    #expect(engine.protections == [[.rollout(.shared)]])
  }

  @Test("that goes on after it lacked something is run again all the same")
  func caught() throws {
    try letFallDue()
    let number = try store.write(protecting: [.rollout(.shared)]) { transaction in
      try refuse("R1", in: transaction)
      return try? transaction.runningNumber()
    }
    #expect(number == 1)
    #expect(try refusals == 1)
  }

  @Test("that throws something else after it lacked something is run again all the same")
  func thrown() throws {
    struct Refused: Error {}
    try letFallDue()
    let number = try store.write(protecting: [.rollout(.shared)]) { transaction in
      do { return try transaction.runningNumber() } catch { throw Refused() }
    }
    #expect(number == 1)
  }

  @Test("that shares its commit is run again with it, and nobody's work is done twice")
  func shared() async throws {
    try letFallDue()
    let store = store
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await store.submit(protecting: [.rollout(.shared), .person("P\(number)")]) { transaction in
            try refuse("R\(number)", in: transaction)
            return try transaction.runningNumber()
          }
        }
      }
      for try await number in group { #expect(number == 1) }
    }
    #expect(try refusals == 20)
    #expect(engine.protections.count { $0.contains(.rollout(.exclusive)) } == 1)
    #expect(try store.read { try $0.scheduledCommits() }.map(\.state) == [.applied(revision: 1)])
  }

  @Test("that records something protects the end of the chain, whether it said so or not")
  func chain() throws {
    try store.write(protecting: []) { try $0.audit(author: "wang", action: "read", object: "x", detail: [:]) }
    try store.write(protecting: []) { try $0.setOperator("li", .viewer, by: "tester") }
    try store.write(protecting: []) { try $0.prepareVault(of: $0.now.day) }
    #expect(
      engine.protections == [[], [.audit], [], [.rollout(.exclusive)], [.rollout(.exclusive), .audit], [], [.days]])
  }

  @Test("is run again where another came in between")
  func serialisation() throws {
    engine.fail(3)
    var runs = 0
    try store.write(protecting: [.person("P1")]) { transaction in
      runs += 1
      try refuse("R1", in: transaction)
    }
    #expect(runs == 4)
    #expect(try refusals == 1)
  }

  @Test("that is disturbed over and over is given up, and leaves nothing")
  func disturbed() throws {
    engine.fail(.max)
    #expect(fault { try store.write(protecting: []) { try refuse("R1", in: $0) } } == "database_locked")
    engine.fail(0)
    #expect(try refusals == 0)
  }

  @Test("that was rolled back leaves no gate and no catalogue of the revision that it had made")
  func rolledBack() throws {
    struct Refused: Error {}
    let region = RegionCode("CN-SH")
    #expect(throws: Refused.self) {
      try store.write(protecting: .rollout) { transaction in
        try commit(.openRegions([region], .full), in: transaction)
        _ = (try transaction.runningGate(), try transaction.lastAppliedCatalogue())
        throw Refused()
      }
    }
    try store.write(protecting: .rollout) { try commit(.openChannels([.app]), in: $0) }
    let applicant = Applicant(region: region, bucket: Bucket(number: 0), channel: .app)
    #expect(try store.readGate { $1.general(applicant) } == [Objection(.regionClosed)])
  }

  @Test("is read on a thread of the store's own as it is on any other")
  func aside() async throws {
    let here = pthread_self()
    let (number, isElsewhere) = try await store.readAside { transaction in
      (try transaction.lastAppliedNumber(), pthread_equal(pthread_self(), here) == 0)
    }
    #expect(number == 0)
    #expect(isElsewhere)
    await #expect(throws: StoreFault.notOlder) { try await store.readAside { _ in throw StoreFault.notOlder } }
  }
}

/// Work for a batch, done when it is told.
private final class HeldScheduler: CommitScheduler {
  private let waiting = Mutex<[@Sendable () -> Void]>([])

  func schedule(_ work: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(work) } }

  func run() {
    while let work = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { work() }
  }
}

@Suite("A batch")
final class BatchTests: Sendable {
  private let engine: WatchedDatabase
  private let queue: CommitQueue
  private let scheduler = HeldScheduler()
  private let ended = Mutex<[String: Bool]>([:])
  private let runs = Mutex<[String: Int]>([:])
  private let open: OpenDatabase

  init() throws {
    open = try OpenDatabase()
    engine = WatchedDatabase(open.store.database)
    queue = CommitQueue(
      database: engine, scheduler: scheduler, hook: .none, conclude: { _, _ in }, committed: { _ in })
  }

  private struct Refused: Error {}

  /// Submits work that adds a row and may need more than it protects, or throw.
  private func submit(
    _ name: String, _ protections: Protections, needing needed: Protection? = nil, refusing: Bool = false
  ) {
    queue.submit(
      CommitQueue.Job(
        protections: protections,
        run: { session, held, _ in
          self.runs.withLock { $0[name, default: 0] += 1 }
          do { try session.execute("insert into nonces (nonce, until) values ($1, 1)", .text(name)) } catch {
            return error
          }
          if let needed, !held.contains(needed) { return Unprotected(needed: [needed]) }
          return refusing ? Refused() : nil
        },
        finish: { failure in self.ended.withLock { $0[name] = failure == nil } }))
  }

  private func rows() throws -> [String] {
    try open.database.connection().read { try $0.all("select nonce from nonces order by nonce") { $0.text(0) } }
  }

  @Test("protects what all its work needs, and keeps each one's writes apart")
  func apart() throws {
    submit("a", [.outbox, .person("P2")])
    submit("b", [.rollout(.shared), .person("P1")], refusing: true)
    submit("c", [.outbox])
    scheduler.run()
    #expect(engine.protections == [[.rollout(.shared), .person("P1"), .person("P2"), .outbox]])
    #expect(try rows() == ["a", "c"])
    #expect(ended.withLock { $0 } == ["a": true, "b": true, "c": true])
  }

  @Test("is run again once with all that its work turned out to need")
  func again() throws {
    submit("a", [.outbox])
    submit("b", [.rollout(.shared)], needing: .rollout(.exclusive))
    submit("c", [], needing: .audit)
    scheduler.run()
    #expect(engine.protections == [[.rollout(.shared), .outbox], [.rollout(.exclusive), .outbox, .audit]])
    #expect(runs.withLock { $0 } == ["a": 2, "b": 2, "c": 2])
    #expect(try rows() == ["a", "b", "c"])
    #expect(ended.withLock { $0 } == ["a": true, "b": true, "c": true])
  }

  @Test("is run again as a whole where another came in between")
  func disturbed() throws {
    engine.fail(2)
    submit("a", [])
    submit("b", [])
    scheduler.run()
    #expect(runs.withLock { $0 } == ["a": 3, "b": 3])
    #expect(try rows() == ["a", "b"])
  }

  @Test("keeps nothing of work that gives up the whole transaction")
  func givenUp() throws {
    #expect(throws: Refused.self) {
      try open.store.database.transaction(protecting: [], hook: .none) { session in
        try session.savepoint {
          try session.execute("insert into nonces (nonce, until) values ('a', 1)")
          return nil
        }
        try session.savepoint { throw Refused() }
      }
    }
    #expect(try rows().isEmpty)
  }
}
