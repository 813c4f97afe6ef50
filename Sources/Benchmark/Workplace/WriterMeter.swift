import Dispatch
import Store
import Synchronization

/// The measured writer of the store: its working time, the processor's part of that, the number of commits and their
/// wait for the disk.
final class WriterMeter: CommitScheduler {
  struct Reading: Sendable {
    var wall: Int64 = 0
    var processor: Int64 = 0
    var commits = 0
    /// The time for which commits waited for the disk.
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
    /// The processor time that timing the disk has taken in the work that runs now.
    var timing: Int64 = 0
  }

  /// A span of one thread's time.
  struct Span: Sendable {
    private let ready = Stopwatch.ready
    private let wall = Stopwatch.wall
    private let processor = Stopwatch.thread

    /// The nanoseconds of the span in which the thread neither worked nor was ready to: it waited for the disk.
    var waited: Int64 {
      let (wall, processor) = (Stopwatch.wall - wall, Stopwatch.thread - processor)
      return max(0, wall - processor - (Stopwatch.ready - ready))
    }
  }

  private let timesDisk: Bool
  /// The writer of a program, whose pauses are these.
  private let thread = CommitThread()
  private let queue = DispatchQueue(label: "chaka.bench.commit")
  private let state = Mutex(State())

  /// Without `timesDisk`, `waiting` stays 0.
  init(timesDisk: Bool) { self.timesDisk = timesDisk }

  func schedule(_ work: @escaping @Sendable () -> Void) {
    queue.async {
      let (wall, processor) = (Stopwatch.wall, Stopwatch.thread)
      work()
      let spent = (Stopwatch.wall - wall, Stopwatch.thread - processor)
      self.state.withLock { state in
        state.reading.wall += spent.0
        state.reading.processor += spent.1 - state.timing
        state.timing = 0
      }
    }
  }

  func pause() { thread.pause() }

  var hook: CommitHook {
    CommitHook(
      before: { if self.timesDisk { self.timed { $0.commit = Span() } } },
      after: {
        self.timed { state in
          state.reading.commits += 1
          state.reading.waiting += state.commit?.waited ?? 0
        }
      })
  }

  /// Times the disk, and counts the processor time that this takes apart: it is not the store's.
  private func timed(_ work: (inout State) -> Void) {
    let start = Stopwatch.thread
    state.withLock { state in
      work(&state)
      state.timing += Stopwatch.thread - start
    }
  }

  /// The reading so far, once the writer has come to rest.
  func read() -> Reading {
    queue.sync {}
    return state.withLock { $0.reading }
  }
}
