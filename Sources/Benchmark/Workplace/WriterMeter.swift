import Dispatch
import Store
import Synchronization

/// The store's writer, measured: how long it worked, how much of that the processor, how often it committed and how
/// long the commits waited for the disk.
final class WriterMeter: CommitScheduler {
  struct Reading: Sendable {
    var wall: Int64 = 0
    var processor: Int64 = 0
    var commits = 0
    /// Time the commits themselves waited for the disk.
    var waiting: Int64 = 0

    static func + (left: Reading, right: Reading) -> Reading {
      Reading(
        wall: left.wall + right.wall, processor: left.processor + right.processor,
        commits: left.commits + right.commits,
        waiting: left.waiting + right.waiting)
    }

    static func - (left: Reading, right: Reading) -> Reading {
      Reading(
        wall: left.wall - right.wall, processor: left.processor - right.processor,
        commits: left.commits - right.commits,
        waiting: left.waiting - right.waiting)
    }
  }

  private struct State {
    var reading = Reading()
    var commit: Span?
  }

  /// A stretch of one thread.
  struct Span: Sendable {
    private let ready = Stopwatch.ready
    private let wall = Stopwatch.wall
    private let processor = Stopwatch.thread

    /// Nanoseconds since it began in which the thread neither was at work nor could have been: it waited for the disk.
    var waited: Int64 {
      let (wall, processor) = (Stopwatch.wall - wall, Stopwatch.thread - processor)
      return max(0, wall - processor - (Stopwatch.ready - ready))
    }
  }

  private let timesDisk: Bool
  private let queue = DispatchQueue(label: "chaka.bench.commit")
  private let state = Mutex(State())

  /// Timing the disk takes some processor time at each commit; without it `waiting` stays 0.
  init(timesDisk: Bool) { self.timesDisk = timesDisk }

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
      before: { if self.timesDisk { self.state.withLock { $0.commit = Span() } } },
      after: {
        self.state.withLock { state in
          state.reading.commits += 1
          state.reading.waiting += state.commit?.waited ?? 0
        }
      })
  }

  /// Everything so far, once the writer has come to rest.
  func read() -> Reading {
    queue.sync {}
    return state.withLock { $0.reading }
  }
}
