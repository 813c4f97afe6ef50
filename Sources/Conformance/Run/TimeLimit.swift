import Synchronization

/// The work took longer than it may.
struct TimeLimitReached: Error {}

/// The time of one check, which stands still while the check waits for a late answer.
final class CheckTime: Sendable {
  private struct State {
    var paused = Duration.zero
    var pausedAt: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let start = ContinuousClock.now

  /// The time without the pauses.
  var elapsed: Duration {
    let now = ContinuousClock.now
    return state.withLock { state in
      (state.pausedAt ?? now) - start - state.paused
    }
  }

  func pause<Value>(_ work: () async throws -> Value) async rethrows -> Value {
    state.withLock { $0.pausedAt = ContinuousClock.now }
    defer {
      state.withLock { state in
        if let at = state.pausedAt { state.paused += ContinuousClock.now - at }
        state.pausedAt = nil
      }
    }
    return try await work()
  }
}

/// Runs `work`, but cancels it and throws `TimeLimitReached` when the time is over.
func withTimeLimit<Value: Sendable>(
  _ limit: Duration, _ time: CheckTime = CheckTime(), _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask(operation: work)
    group.addTask {
      while time.elapsed < limit { try await Task.sleep(for: max(limit - time.elapsed, .milliseconds(10))) }
      throw TimeLimitReached()
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw TimeLimitReached() }
    return value
  }
}
