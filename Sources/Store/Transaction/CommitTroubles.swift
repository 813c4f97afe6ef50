import Synchronization

/// Collects what one caller's commits left undone (`FollowUpFault`). In a program with several callers on one store, each
/// is told of its own; what nobody collects waits for `Store.takeTroubles`, which the engine asks.
public final class CommitTroubles: Sendable {
  @TaskLocal static var current: CommitTroubles?
  private let faults = Mutex<[FollowUpFault]>([])

  public init() {}

  /// Runs work whose commits are the caller's.
  public func collecting<Value>(_ work: () throws -> Value) rethrows -> Value {
    try Self.$current.withValue(self, operation: work)
  }

  /// Runs asynchronous work whose commits are the caller's.
  public func collecting<Value: Sendable>(
    isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Value
  ) async rethrows -> Value {
    try await Self.$current.withValue(self, operation: work)
  }

  func add(_ fault: FollowUpFault) { faults.withLock { $0.append(fault) } }

  /// The faults collected, each once.
  public func take() -> [FollowUpFault] {
    faults.withLock { faults in
      defer { faults = [] }
      return faults
    }
  }
}
