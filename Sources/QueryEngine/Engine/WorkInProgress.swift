import Domain
import Synchronization

/// The other work that one service has in hand, and the day for which the day's work was done last.
final class WorkInProgress: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let day = Mutex<CalendarDay?>(nil)

  func enter(_ lane: String, limit: Int) -> Bool {
    counts.withLock { counts in
      guard counts[lane, default: 0] < limit else { return false }
      counts[lane, default: 0] += 1
      return true
    }
  }

  func leave(_ lane: String) { counts.withLock { $0[lane, default: 1] -= 1 } }

  func isMaintained(on day: CalendarDay) -> Bool { self.day.withLock { $0 == day } }
  func maintained(on day: CalendarDay) { self.day.withLock { $0 = day } }
}
