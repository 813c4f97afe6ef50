import Domain
import Foundation
import Synchronization

/// One program's account of the times that it has written, beside the noted time in the database (`NotedTime`).
final class TimeKeeper: Sendable {
  private let clock: any WallClock
  private let isSandbox: Bool
  private let seals: AuthoritySeals
  /// The name of this program, as of the one that knows the exact time of its latest write.
  private let name = UUID().uuidString
  /// The time of this program's latest write, or of one that was prevented; nil if there is none.
  private let own = Mutex<Moment?>(nil)

  init(clock: any WallClock, isSandbox: Bool, seals: AuthoritySeals) {
    self.clock = clock
    self.isSandbox = isSandbox
    self.seals = seals
  }

  /// The witness that the clock is checked by; nil in a sandbox, whose times may be pretended.
  var witness: (any ClockWitness)? { isSandbox ? nil : clock.witness }

  /// The latest time written, as exactly as this program can know it.
  func latest(in session: any SQLSession) throws -> NotedTime {
    // Read after the row: a write between the two is later, which does no harm.
    let noted = try session.notedTime(seals)
    return noted.known(to: name, own: own.withLock { $0 })
  }

  /// Notes the time at the end of a transaction with writes. The row stays as it is if the second is noted already: by
  /// this program, or as one in which several have written.
  func note(_ now: Moment, in session: SQLiteSession) throws {
    guard session.wroteSomething else { return }
    let noted = try session.notedTime(seals)
    if noted.latest < now {
      try session.setNotedTime(noted.following(now, by: witness, keeper: name), seals)
    } else if let keeper = noted.keeper, keeper != name {
      try session.setNotedTime(noted.following(noted.latest, by: witness, keeper: nil), seals)
    }
    own.withLock { $0 = max($0 ?? now, now) }
  }

  /// Forgets what this program has written: the noted time is set by a decision.
  func forget() { own.withLock { $0 = nil } }
}
