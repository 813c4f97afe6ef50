import Synchronization

/// The faults that a process has logged lately, so that a fault that lasts does not fill the log.
final class LoggedFaults: Sendable {
  private let latest = Mutex<[String: ContinuousClock.Instant]>([:])
  private static let pause = Duration.seconds(60)

  /// Whether a kind of fault was not told within the last minute.
  func isNews(_ kind: String) -> Bool {
    let now = ContinuousClock.now
    return latest.withLock { latest in
      if let before = latest[kind], now - before < Self.pause { return false }
      latest[kind] = now
      return true
    }
  }
}
