import Synchronization

/// How often a piece of work has run.
final class Runs: Sendable {
  private let count = Mutex(0)

  /// The number of this run, from 1.
  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }

  func reset() { count.withLock { $0 = 0 } }

  var all: Int { count.withLock { $0 } }
}
