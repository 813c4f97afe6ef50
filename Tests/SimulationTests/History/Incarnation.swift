import Domain
import Foundation
import Logging
import QueryEngine
import RolloutControl
import Store

/// The error with which every call of a crashed program ends.
struct Crashed: Error {}

/// One program between its start and its crash: a store of its own on the shared file, a desk, an engine, consoles.
final class Incarnation: @unchecked Sendable {
  let name: String
  let clock: SimulatedClock
  private(set) var isDead = false
  /// The name under which it claims work.
  var worker: String?
  var isStopping = false
  var isServing = false
  /// The parts of the program; nil once it is dead.
  var parts: Parts?
  var consoles: [Console] = []
  /// The forecast of the operator's command in progress, if it is committed.
  var expected: Forecast?
  /// Enquiries taken on and not asked since, once for each time.
  var claimed: [String] = []
  private var tasks: [Task<Void, Never>] = []

  struct Parts {
    let store: Store
    let desk: CardholderDesk
    let engine: QueryEngine
  }

  init(name: String, clock: SimulatedClock) {
    self.name = name
    self.clock = clock
  }

  /// Kills the program: its hooks and ports throw, its tasks are cancelled, its results do not count.
  func die() {
    isDead = true
    for task in tasks { task.cancel() }
    (tasks, consoles, parts) = ([], [], nil)
  }

  func own(_ task: Task<Void, Never>) {
    if isDead { task.cancel() } else { tasks.append(task) }
  }

  func checkAlive() throws { if isDead { throw Crashed() } }

  func up() throws -> Parts {
    guard let parts else { throw Crashed() }
    return parts
  }

  /// The time of this program's latest write.
  private var written: Moment?
  /// The name by which the clock's row names this program as the one that knows the exact time of the latest write.
  private var keeperName: String?

  /// The time of a transaction of this program; nil if its clock is behind and writing is refused (rule 10). It is no
  /// earlier than the noted time, which is rounded up to the second, or than its own latest write if nobody else has
  /// written in that second.
  func time(after snapshot: Snapshot) -> Moment? {
    let isKeeper = snapshot.keeper != nil && snapshot.keeper == keeperName
    let latest = isKeeper ? written ?? snapshot.latest : snapshot.latest
    return clock.now.adding(.minutes(5)) < latest ? nil : max(clock.now, latest)
  }

  /// Notes a write at a time; whether the latest time noted is as it has to be then.
  func wrote(at time: Moment, before: Snapshot, after: Snapshot) -> Bool {
    written = time
    let isFirst = time > before.latest
    if isFirst { keeperName = after.keeper }
    let rounded = Moment(milliseconds: (time.milliseconds + 999) / 1_000 * 1_000)
    return after.latest == max(before.latest, rounded)
  }
}

/// The engine's log, as part of the trace.
struct TraceLog: LogHandler {
  let write: @Sendable (Logger.Level, String) -> Void
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.warning

  init(write: @escaping @Sendable (Logger.Level, String) -> Void) { self.write = write }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { write(event.level, event.message.description) }
}
