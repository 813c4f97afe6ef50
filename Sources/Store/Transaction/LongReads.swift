import Foundation
import Synchronization

/// The reads of one snapshot that go on for seconds or minutes: few at a time, so that people's reads and the gate find a
/// connection, and none in the way of the truncation after midnight, which a reader keeps from the file (rule 6).
final class LongReads: Sendable {
  /// The largest number at a time.
  static let most = 4
  /// How long a read that gave way waits for the truncation before it begins anew.
  private static let longestWait = Duration.seconds(5)
  private static let look = Duration.milliseconds(20)

  private struct State {
    var running = 0
    /// How often a truncation found a reader in its way.
    var obstructed = 0
    var isTruncationDue = false
  }

  private let state = Mutex(State())

  /// Notes what came of a truncation.
  func noteTruncation(succeeded: Bool) {
    state.withLock { state in
      state.isTruncationDue = !succeeded
      if !succeeded { state.obstructed += 1 }
    }
  }

  /// Runs a long read, anew from its beginning each time it had to give way. The read calls `goOn` now and then, and ends
  /// with the error that it throws.
  func run<Value>(_ read: (_ goOn: () throws -> Void) throws -> Value) throws -> Value {
    enter()
    defer { state.withLock { $0.running -= 1 } }
    while true {
      let before = state.withLock { $0.obstructed }
      do {
        return try read {
          if state.withLock({ $0.obstructed }) != before { throw GaveWay() }
        }
      } catch is GaveWay { waitForTruncation() }
    }
  }

  private func enter() {
    while !state.withLock({ state in
      guard state.running < Self.most else { return false }
      state.running += 1
      return true
    }) { Self.pause() }
  }

  private func waitForTruncation() {
    let end = ContinuousClock.now.advanced(by: Self.longestWait)
    while state.withLock({ $0.isTruncationDue }), ContinuousClock.now < end { Self.pause() }
  }

  private static func pause() { usleep(UInt32(look / .microseconds(1))) }

  /// A long read stopped in favour of the truncation.
  private struct GaveWay: Error {}
}
