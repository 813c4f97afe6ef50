import Dispatch
import Store
import Synchronization

/// The store's writer, measured: how long it worked, how much of that the processor, how often it committed and how
/// long the commits themselves took.
final class WriterMeter: CommitScheduler {
  struct Reading: Sendable {
    var wall: Int64 = 0
    var processor: Int64 = 0
    var commits = 0
    /// Wall time of the commits themselves, the wait for the disk included.
    var committing: Int64 = 0

    static func + (left: Reading, right: Reading) -> Reading {
      Reading(
        wall: left.wall + right.wall, processor: left.processor + right.processor, commits: left.commits + right.commits,
        committing: left.committing + right.committing)
    }

    static func - (left: Reading, right: Reading) -> Reading {
      Reading(
        wall: left.wall - right.wall, processor: left.processor - right.processor, commits: left.commits - right.commits,
        committing: left.committing - right.committing)
    }
  }

  private struct State {
    var reading = Reading()
    var commitBegan: Int64 = 0
  }

  private let queue = DispatchQueue(label: "chaka.bench.commit")
  private let state = Mutex(State())

  func schedule(_ work: @escaping @Sendable () -> Void) {
    queue.async {
      let (wall, processor) = (Stopwatch.wall, Stopwatch.thread)
      work()
      let spent = (Stopwatch.wall - wall, Stopwatch.thread - processor)
      self.state.withLock { state in
        state.reading.wall += spent.0
        state.reading.processor += spent.1
      }
    }
  }

  var hook: CommitHook {
    CommitHook(
      before: { self.state.withLock { $0.commitBegan = Stopwatch.wall } },
      after: {
        self.state.withLock { state in
          state.reading.commits += 1
          state.reading.committing += Stopwatch.wall - state.commitBegan
        }
      })
  }

  /// Everything so far, once the writer has come to rest.
  func read() -> Reading {
    queue.sync {}
    return state.withLock { $0.reading }
  }
}
