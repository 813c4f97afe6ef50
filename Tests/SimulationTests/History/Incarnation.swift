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

  /// The time of a transaction of this program; nil if its clock is behind and writing is refused (rule 10).
  func time(after latest: Moment) -> Moment? {
    let now = clock.now
    return now.adding(.minutes(5)) < latest ? nil : max(now, latest)
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
