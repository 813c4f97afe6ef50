import Dispatch
import Domain
import Synchronization

/// The executor of the writer's work: a thread of its own in a program, the executor passed in by a simulation.
public protocol CommitScheduler: Sendable {
  func schedule(_ work: @escaping @Sendable () -> Void)
}

/// A serial queue of its own, so that waiting for the disk blocks nobody else.
public struct CommitThread: CommitScheduler {
  private let queue = DispatchQueue(label: "chaka.commit")

  public init() {}

  public func schedule(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
}

/// Group commit: work submitted during a commit shares the next one. A lone submission is not delayed.
final class CommitQueue: Sendable {
  /// One submission, which runs in a savepoint of its own.
  struct Job: Sendable {
    /// The work inside the transaction; the error that it gives rolls back to its savepoint. The tally is the commit's,
    /// and takes nothing of work that fails.
    let run: @Sendable (SQLiteSession, CommitTally) -> (any Error)?
    /// Called once, after the commit, or with the error that prevented the commit.
    let finish: @Sendable ((any Error)?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isRunning = false
  }

  private let state = Mutex(State())
  private let database: SQLiteDatabase
  private let scheduler: any CommitScheduler
  /// Called before and after every commit; a simulation crashes there.
  private let hook: CommitHook
  /// Called with the latest time written, after its commit.
  private let committed: @Sendable (Moment) -> Void
  /// Writes what the jobs of one commit have counted together, and notes its time, at its end.
  private let conclude: @Sendable (SQLiteSession, CommitTally) throws -> Void

  /// The largest number of jobs in one commit; with more the first would wait for too long.
  static let largestBatch = 256

  init(
    database: SQLiteDatabase, scheduler: any CommitScheduler, hook: CommitHook,
    conclude: @escaping @Sendable (SQLiteSession, CommitTally) throws -> Void,
    committed: @escaping @Sendable (Moment) -> Void
  ) {
    self.database = database
    self.scheduler = scheduler
    self.hook = hook
    self.conclude = conclude
    self.committed = committed
  }

  func submit(_ job: Job) {
    let starts = state.withLock { state in
      state.waiting.append(job)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if starts { scheduler.schedule { self.runBatch() } }
  }

  private func runBatch() {
    let batch = state.withLock { state in
      let batch = Array(state.waiting.prefix(Self.largestBatch))
      state.waiting.removeFirst(batch.count)
      if batch.isEmpty { state.isRunning = false }
      return batch
    }
    guard !batch.isEmpty else { return }
    let failure = commit(batch)
    for job in batch { job.finish(failure) }
    scheduler.schedule { self.runBatch() }
  }

  /// Runs the jobs in one transaction; gives the error that prevented the commit, or nil.
  private func commit(_ batch: [Job]) -> (any Error)? {
    do {
      let time = try database.transaction(hook: hook) { session in
        let tally = CommitTally()
        for job in batch { try session.savepoint { job.run(session, tally) } }
        try conclude(session, tally)
        return session.wroteSomething ? try session.storedTime() : nil
      }
      if let time { committed(time) }
      return nil
    } catch {
      return error
    }
  }
}

/// Called around commits. A simulation throws from it to crash.
public struct CommitHook: Sendable {
  public let before: @Sendable () throws -> Void
  public let after: @Sendable () throws -> Void

  public init(before: @escaping @Sendable () throws -> Void, after: @escaping @Sendable () throws -> Void) {
    self.before = before
    self.after = after
  }

  public static let none = CommitHook(before: {}, after: {})
}

extension SQLiteDatabase {
  /// One write transaction; rolled back when the body throws.
  func transaction<Value>(hook: CommitHook, _ body: (SQLiteSession) throws -> Value) throws -> Value {
    try write { plain in
      let session = plain.counting()
      try session.execute("begin immediate")
      do {
        try requireSchema(session)
        let value = try body(session)
        try hook.before()
        try requireUnmoved(session)
        try session.execute("commit")
        try hook.after()
        return value
      } catch {
        _ = try? session.execute("rollback")
        throw error
      }
    }
  }
}

extension SQLiteSession {
  /// Keeps the body's writes unless it fails. A failure for which the engine gave up the whole transaction, such as a
  /// full disk, fails every job.
  fileprivate func savepoint(_ body: () -> (any Error)?) throws {
    try execute("savepoint job")
    if let failure = body() {
      guard isInTransaction else { throw failure }
      try execute("rollback to job")
    }
    try execute("release job")
  }
}
