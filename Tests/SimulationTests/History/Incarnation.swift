import Domain
import Foundation
import Logging
import QueryEngine
import RolloutControl
import Store

/// What every call of a program that has crashed ends with.
struct Crashed: Error {}

/// One program between its start and its crash: a store of its own on the shared file, a desk, an engine, consoles.
final class Incarnation: @unchecked Sendable {
  let name: String
  let clock: SimulatedClock
  private(set) var isDead = false
  var isStopping = false
  var isServing = false
  /// What it is made of; gone when it is dead.
  var parts: Parts?
  var consoles: [Console] = []
  /// What the operator's command that is being carried out comes to, if it is committed.
  var expected: Forecast?
  /// Enquiries taken on and not asked since, each time they were.
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

  /// From now on it does nothing more: its hooks and ports throw, its tasks are cancelled, its results do not count.
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

  /// The time a transaction of this program goes by; nil where its clock is behind and writing is refused (rule 10).
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
