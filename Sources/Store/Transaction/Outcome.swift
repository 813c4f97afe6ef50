import Synchronization

/// What a job of a shared commit gave, kept until the commit is through.
final class Outcome<Value: Sendable>: Sendable {
  typealias FollowUps = [@Sendable () throws -> Void]
  private let result = Mutex<Result<(Value, FollowUps), any Error>?>(nil)

  /// Runs the body and says whether its work is to be kept.
  func run(_ body: () throws -> (Value, FollowUps)) -> Bool {
    do {
      let value = try body()
      result.withLock { $0 = .success(value) }
      return true
    } catch {
      result.withLock { $0 = .failure(error) }
      return false
    }
  }

  func get() throws -> (Value, FollowUps) {
    guard let result = result.withLock({ $0 }) else { preconditionFailure("a finished job has run") }
    return try result.get()
  }
}
