import Foundation
import QueryEngine
import Store
import Synchronization

/// The one executor passed in: every task, actor and commit of a history runs on it, one at a time, on one thread.
///
/// The seed chooses the next of the ready jobs, so that one seed gives one order and many seeds give many.
final class SimulatedExecutor: TaskExecutor, CommitScheduler {
  private enum Job: Sendable {
    case task(UnownedJob)
    case work(@Sendable () -> Void)
  }

  private let ready = Mutex<[Job]>([])
  private let random: SeededRandom
  private let thread = pthread_self()

  init(random: SeededRandom) { self.random = random }

  func enqueue(_ job: consuming ExecutorJob) { add(.task(UnownedJob(job))) }

  func schedule(_ work: @escaping @Sendable () -> Void) { add(.work(work)) }

  private func add(_ job: Job) {
    precondition(pthread_equal(pthread_self(), thread) != 0, "nothing of a history runs on another thread")
    ready.withLock { $0.append(job) }
  }

  var isIdle: Bool { ready.withLock(\.isEmpty) }

  /// Runs one of the ready jobs; false if there is none.
  func runOne() -> Bool {
    guard let job = take() else { return false }
    switch job {
    case .task(let job): job.runSynchronously(on: asUnownedTaskExecutor())
    case .work(let work): work()
    }
    return true
  }

  private func take() -> Job? {
    ready.withLock { ready in
      guard !ready.isEmpty else { return nil }
      return ready.remove(at: Int(random.below(UInt64(ready.count))))
    }
  }
}
