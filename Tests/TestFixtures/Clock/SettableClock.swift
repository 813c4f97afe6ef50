import Domain
import Store
import Synchronization

/// A clock that stands still until it is set. Sleepers look again every millisecond.
public final class SettableClock: WallClock {
  private let moment: Mutex<Moment>

  public init(_ now: Moment) { moment = Mutex(now) }

  public var now: Moment { moment.withLock { $0 } }
  public func set(_ now: Moment) { moment.withLock { $0 = now } }
  public func advance(_ span: Span) { moment.withLock { $0 = $0.adding(span) } }
  public func sleep(until moment: Moment) async throws { try await Task.sleep(for: .milliseconds(1)) }
}
