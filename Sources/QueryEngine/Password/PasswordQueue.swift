import Dispatch
import Sealing

/// Turns payment passwords into keys, few at a time: each takes 128 MiB and about half a second, so a short bounded
/// queue waits and further passwords are refused as busy (docs/rules.md, "Keys").
public actor PasswordQueue {
  public nonisolated let cost: PasswordCost
  private let concurrent: Int
  private let longestQueue: Int
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Whether work runs on the caller's executor, in simulations, where it costs nothing.
  private let isInline: Bool

  public init(cost: PasswordCost = .full, concurrent: Int = 2, longestQueue: Int = 16, isInline: Bool = false) {
    self.cost = cost
    self.concurrent = concurrent
    self.longestQueue = longestQueue
    self.isInline = isInline
  }

  /// Runs the work when its turn comes; throws `CardholderFault.busy` when the queue is full.
  public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    if isInline { return try work() }
    try await enter()
    defer { leave() }
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
  }

  private func enter() async throws {
    guard running >= concurrent else {
      running += 1
      return
    }
    guard waiting.count < longestQueue else { throw CardholderFault.busy }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Gives the place to the next in the queue.
  private func leave() {
    guard waiting.isEmpty else {
      waiting.removeFirst().resume()
      return
    }
    running -= 1
  }
}
