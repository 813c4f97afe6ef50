import Synchronization

/// The result of a job in a shared commit, kept until the commit is through.
final class JobResult<Value: Sendable>: Sendable {
  private let rows = Mutex<[AlteredRow]>([])
  private let result = Mutex<Result<(Value, [FollowUp]), any Error>?>(nil)

  /// Runs the body and gives its error, in which case its writes are not kept.
  func run(_ body: () throws -> (Value, [FollowUp])) -> (any Error)? {
    do {
      let value = try body()
      result.withLock { $0 = .success(value) }
      return nil
    } catch {
      result.withLock { $0 = .failure(error) }
      return error
    }
  }

  /// Keeps the altered rows that the work noticed, even if the work is undone.
  func notice(_ altered: [AlteredRow]) { if !altered.isEmpty { rows.withLock { $0 = altered } } }

  var noticed: [AlteredRow] { rows.withLock { $0 } }

  func get() throws -> (Value, [FollowUp]) {
    guard let result = result.withLock({ $0 }) else { preconditionFailure("a finished job has run") }
    return try result.get()
  }
}
