import BankLink
import Hummingbird
import Synchronization

/// The number of requests in progress, for the mutants that cannot bear as many as they should.
final class MutantLoad: Sendable {
  private let state = Mutex((inside: 0, count: 0))
  private static let most = 3

  func bear(_ mutant: Mutant, _ work: () async throws -> Response) async throws -> Response {
    let (inside, count) = state.withLock { state in
      state.inside += 1
      state.count += 1
      return state
    }
    defer { state.withLock { $0.inside -= 1 } }
    switch mutant {
    case .parallel, .retryAfter:
      // Long enough that requests made at the same time meet here.
      try await Task.sleep(for: .milliseconds(40))
      guard inside > Self.most else { break }
      throw WireRefusal(mutant == .parallel ? .unavailable : .tooManyRequests, "more than this bank can bear")
    case .pace where count % 8 == 0: try await Task.sleep(for: .milliseconds(1_200))
    default: break
    }
    return try await work()
  }
}
