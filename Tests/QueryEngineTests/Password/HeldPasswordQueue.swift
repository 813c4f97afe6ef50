import Dispatch

@testable import QueryEngine

/// A queue of passwords whose only place is taken until it is let go.
final class HeldPasswordQueue: Sendable {
  let queue: PasswordQueue
  private let holding = DispatchSemaphore(value: 0)

  init(longestQueue: Int? = nil) {
    queue =
      longestQueue.map { PasswordQueue(cost: .token, concurrent: 1, longestQueue: $0) }
      ?? PasswordQueue(cost: .token, concurrent: 1)
  }

  /// Takes the place, and lets it go after the body.
  func whileHeld(_ body: () async throws -> Void) async throws {
    let gate = AsyncStream.makeStream(of: Void.self)
    let holder = Task { [queue, holding] in
      try await queue.run {
        gate.continuation.finish()
        holding.wait()
      }
    }
    for await _ in gate.stream {}
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    holding.signal()
    try await holder.value
    try result.get()
  }
}
