import Synchronization

/// What a job of a shared commit gave, kept until the commit is through.
final class JobResult<Value: Sendable>: Sendable {
  private let rows = Mutex<[AlteredRow]>([])
  private let result = Mutex<Result<(Value, [FollowUp]), any Error>?>(nil)

  /// Runs the body and gives what went wrong: its work is not to be kept then.
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

  /// Keeps what the work noticed, also where it is undone.
  func notice(_ altered: [AlteredRow]) { if !altered.isEmpty { rows.withLock { $0 = altered } } }

  var noticed: [AlteredRow] { rows.withLock { $0 } }

  func get() throws -> (Value, [FollowUp]) {
    guard let result = result.withLock({ $0 }) else { preconditionFailure("a finished job has run") }
    return try result.get()
  }
}
