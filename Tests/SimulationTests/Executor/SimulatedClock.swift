import Domain
import Foundation
import Store
import Synchronization

/// The time of a history, which moves only by the history.
final class SimulatedTime: Sendable {
  private struct Sleeper {
    let number: Int
    let until: Moment
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now: Moment
    var sleepers: [Sleeper] = []
    var count = 0
  }

  private let state: Mutex<State>

  init(startingAt moment: Moment) { state = Mutex(State(now: moment)) }

  var now: Moment { state.withLock(\.now) }

  /// The time at which the next sleeper is to be woken.
  var nextWaking: Moment? { state.withLock { $0.sleepers.map(\.until).min() } }

  /// Moves the time on and wakes every sleeper that is due, the earliest first.
  func move(to moment: Moment) {
    let due = state.withLock { state in
      state.now = max(state.now, moment)
      let due = state.sleepers.filter { $0.until <= state.now }
      state.sleepers.removeAll { $0.until <= state.now }
      return due.sorted { ($0.until, $0.number) < ($1.until, $1.number) }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  func sleep(until moment: Moment) async throws {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        state.withLock {
          $0.sleepers.append(Sleeper(number: number, until: moment, continuation: continuation))
        }
      }
    } onCancel: {
      cancel(number)
    }
  }

  private func cancel(_ number: Int) {
    let sleeper = state.withLock { state in
      let index = state.sleepers.firstIndex { $0.number == number }
      return index.map { state.sleepers.remove(at: $0) }
    }
    sleeper?.continuation.resume(throwing: CancellationError())
  }
}

/// The clock of one program: the history's time, with this machine's difference.
final class SimulatedClock: WallClock {
  private let time: SimulatedTime
  private let offset = Mutex(Span.seconds(0))
  private let stillUntil = Mutex<Moment?>(nil)

  init(_ time: SimulatedTime) { self.time = time }

  var now: Moment { time.now.adding(ahead) }

  var ahead: Span {
    get { offset.withLock { $0 } }
    set { offset.withLock { $0 = newValue } }
  }

  func sleep(until moment: Moment) async throws {
    let own = moment.adding(.milliseconds(-ahead.milliseconds))
    try await time.sleep(until: max(own, stillUntil.withLock { $0 } ?? own))
  }

  /// Lets the program stand still, as one that is not given the processor, until a moment of the history.
  func stop(until moment: Moment) { stillUntil.withLock { $0 = moment } }

  /// Waits for as long as the program stands still.
  func standStill() async {
    guard let moment = stillUntil.withLock(\.self), moment > time.now else { return }
    try? await time.sleep(until: moment)
  }
}
