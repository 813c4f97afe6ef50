import Dispatch
import Domain
import Foundation
import Synchronization

/// The executor of work that waits for the database: a thread of its own in a program, the executor passed in by a
/// simulation.
public protocol CommitScheduler: Sendable {
  /// Runs work of the writer, one after the other.
  func schedule(_ work: @escaping @Sendable () -> Void)
  /// Runs a read, beside others and the writer.
  func scheduleRead(_ work: @escaping @Sendable () -> Void)
  /// Lets others work for a moment, on the thread of the writer, when several submit at a time.
  func pause()
}

extension CommitScheduler {
  public func scheduleRead(_ work: @escaping @Sendable () -> Void) { schedule(work) }
  public func pause() {}
}

/// Queues of their own, so that waiting for the disk blocks nobody else.
public struct CommitThread: CommitScheduler {
  private let queue = DispatchQueue(label: "chaka.commit")
  private let readers = DispatchQueue(label: "chaka.read", attributes: .concurrent)

  public init() {}

  public func schedule(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
  public func scheduleRead(_ work: @escaping @Sendable () -> Void) { readers.async(execute: work) }
  public func pause() { usleep(Self.pauseMicroseconds) }

  /// About the time of a commit: those that the one before has answered come again meanwhile.
  private static let pauseMicroseconds: UInt32 = 400
}

/// Group commit: work submitted during a commit, or in a moment after one that several shared, shares the next one. A lone
/// submission is not delayed.
final class CommitQueue: Sendable {
  /// One submission, which runs in a savepoint of its own.
  struct Job: Sendable {
    /// What the work protects.
    let protections: Protections
    /// The work inside the transaction, with what the whole commit protects; the error that it gives rolls back to its
    /// savepoint. The tally is the commit's, and takes nothing of work that fails. The work may be run again: what it
    /// did before has then been rolled back.
    let run: @Sendable (any WriteSession, Protections, CommitTally) -> (any Error)?
    /// Called once, after the commit, or with the error that prevented the commit.
    let finish: @Sendable ((any Error)?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isRunning = false
    /// Whether several submissions shared the last commit.
    var wasShared = false
  }

  private let state = Mutex(State())
  private let database: any Database
  private let scheduler: any CommitScheduler
  /// Called before and after every commit; a simulation crashes there.
  private let hook: CommitHook
  /// Called with the latest time written, after its commit.
  private let committed: @Sendable (Moment) -> Void
  /// Writes what the jobs of one commit have counted together, and notes its time, at its end.
  private let conclude: @Sendable (any WriteSession, CommitTally) throws -> Void

  /// The largest number of jobs in one commit; with more the first would wait for too long.
  static let largestBatch = 256

  init(
    database: any Database, scheduler: any CommitScheduler, hook: CommitHook,
    conclude: @escaping @Sendable (any WriteSession, CommitTally) throws -> Void,
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
    if state.withLock({ $0.wasShared && !$0.waiting.isEmpty && $0.waiting.count < Self.largestBatch }) {
      scheduler.pause()
    }
    let batch = state.withLock { state in
      let batch = Array(state.waiting.prefix(Self.largestBatch))
      state.waiting.removeFirst(batch.count)
      state.wasShared = batch.count > 1
      if batch.isEmpty { state.isRunning = false }
      return batch
    }
    guard !batch.isEmpty else { return }
    let failure = commit(batch)
    for job in batch { job.finish(failure) }
    scheduler.schedule { self.runBatch() }
  }

  /// Runs the jobs in one transaction that protects what all of them need; gives the error that prevented the commit,
  /// or nil.
  private func commit(_ batch: [Job]) -> (any Error)? {
    let protections = batch.reduce(into: Protections()) { $0.formUnion($1.protections) }
    do {
      let time = try database.commit(protecting: protections, hook: hook) { session, protections in
        let tally = CommitTally()
        try Self.run(batch, in: session, protections, counting: tally)
        try conclude(session, tally)
        return session.wroteSomething ? try session.storedTime() : nil
      }
      if let time { committed(time) }
      return nil
    } catch {
      return error
    }
  }

  /// Runs each job in its savepoint. Throws what the jobs need beyond what is protected, all of it at once, so that the
  /// batch is run again once.
  private static func run(
    _ batch: [Job], in session: any WriteSession, _ protections: Protections, counting tally: CommitTally
  ) throws {
    var needed = Protections()
    for job in batch {
      try session.savepoint {
        let failure = job.run(session, protections, tally)
        if let failure = failure as? SerialisationFailure { throw failure }
        if let failure = failure as? Unprotected { needed.formUnion(failure.needed) }
        return failure
      }
    }
    guard needed.isEmpty else { throw Unprotected(needed: needed) }
  }
}
