/// The work took longer than it may.
struct TimeLimitReached: Error {}

/// Runs `work`, but cancels it and throws `TimeLimitReached` when the time is over.
func withTimeLimit<Value: Sendable>(
  _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask(operation: work)
    group.addTask {
      try await Task.sleep(for: limit)
      throw TimeLimitReached()
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw TimeLimitReached() }
    return value
  }
}
