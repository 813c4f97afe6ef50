import Domain
import Foundation
import Sealing
import Synchronization

/// An open database with the secrets that belong to it.
///
/// Reads run on the calling thread; writes share one writer. `write` commits on its own and returns when it is on
/// disk; `submit` shares its commit with whatever else is waiting.
public final class Store: Sendable {
  public let secret: ServerSecret
  public let dayKeys: DayKeys
  /// What the network signs with.
  public let networkKeys: NetworkKeys
  /// What the registry's files say; a revision may add to it (`catalogue(of:)`).
  public let registry: Catalogue
  public let clock: any WallClock
  /// Tells this database from others that use the same secrets.
  public let instance: String
  let database: SQLiteDatabase
  let auditHead: AuditHeadFile
  let gates = GateCache()
  let catalogues = CatalogueCache()
  /// By which rows are known to be this program's (rule 11).
  let rowSeal: RowSeal
  let vaultTables = VaultTableCache()
  /// Altered rows of which this program has seen to it that the audit chain has a record.
  let reported = Mutex<Set<AlteredRow>>([])
  private let queue: CommitQueue
  private let hook: CommitHook

  public var isSandbox: Bool { secret.isSandbox }
  public var path: String { database.path }

  /// How far behind the latest write a clock may be and still write: several programs with clocks of their own,
  /// or a sandbox's pretended ones, are never quite together. Such a write carries the latest time.
  public static let clockTolerance = ClockTrust.tolerance

  /// What the clock is checked with; nil in a sandbox, whose times may be pretended.
  private var witness: (any ClockWitness)? { isSandbox ? nil : clock.witness }

  init(
    database: SQLiteDatabase, secret: ServerSecret, secretsFolder: String, instance: String, registry: Catalogue,
    clock: any WallClock, scheduler: any CommitScheduler, hook: CommitHook
  ) throws {
    self.database = database
    self.secret = secret
    self.instance = instance
    self.registry = registry
    self.clock = clock
    self.hook = hook
    rowSeal = RowSeal(secret, instance: instance)
    dayKeys = try DayKeys(secrets: secretsFolder, instance: instance)
    networkKeys = NetworkKeys(secrets: secretsFolder, instance: instance)
    auditHead = AuditHeadFile(secrets: secretsFolder, instance: instance, secret: secret)
    queue = CommitQueue(database: database, scheduler: scheduler, hook: hook)
  }

  /// One snapshot. Where the clock is not believed, its time is the latest written, so that nothing beyond takes place.
  public func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    var noticed: [AlteredRow] = []
    defer { report(noticed) }
    return try database.read { session in
      let transaction = try beginReading(session)
      defer { noticed = transaction.noticed }
      return try body(transaction)
    }
  }

  private func beginReading(_ session: SQLiteSession) throws -> Transaction {
    let (now, noted) = (clock.now, try session.notedTime())
    switch ClockTrust.standing(of: now, to: noted, by: witness) {
    case .trusted: return Transaction(now: max(now, noted.latest), store: self, sql: session)
    case .behind: return Transaction(now: now, store: self, sql: session)
    case .doubted(let doubt):
      let fault = StoreFault.clockAhead(now: now, latest: noted.latest, doubt)
      return Transaction(now: noted.latest, store: self, sql: session, clockFault: fault)
    }
  }

  /// The time by which everything here goes: the clock's, or where that is a little behind, the latest written.
  public func now() throws -> Moment { try read { $0.now } }

  /// One transaction and one commit of its own.
  public func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try commit(begin) { try body($0) }
  }

  private func commit<Value>(
    _ begin: (SQLiteSession) throws -> Transaction, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    var noticed: [AlteredRow] = []
    defer { report(noticed) }
    let (value, followUps) = try database.transaction(hook: hook) { session in
      let transaction = try begin(session)
      defer { noticed = transaction.noticed }
      let value = try body(transaction)
      try transaction.writeTallies()
      try session.note(transaction.now, by: witness)
      return (value, transaction.followUps)
    }
    for followUp in followUps { try followUp() }
    return value
  }

  /// How the clock stands to the latest time written, and what bears it out.
  public func clockReading() throws -> ClockReading {
    try database.read { ClockReading(now: clock.now, noted: try $0.notedTime(), witness: witness) }
  }

  /// One transaction of its own at the clock's time, however far that is from the latest written, which it becomes. Only
  /// for an operator who answers for the time; what `body` throws leaves everything as it is.
  public func writeTakingTime<Value>(_ body: (Transaction, ClockReading) throws -> Value) throws -> Value {
    let now = clock.now
    return try commit({ Transaction(now: now, store: self, sql: $0) }) { transaction in
      let reading = ClockReading(now: now, noted: try transaction.sql.notedTime(), witness: witness)
      try transaction.sql.execute("update clock set latest = 0, machine_start = null where id = 1")
      return try body(transaction, reading)
    }
  }

  /// One transaction in a commit that it may share. What the body throws undoes its own work only.
  public func submit<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
    let outcome = Outcome<Value>()
    defer { report(outcome.noticed) }
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.submit(
        CommitQueue.Job(
          run: { session in outcome.run { try self.perform(body, session, noticing: outcome) } },
          finish: { failure in continuation.resume(with: failure.map { .failure($0) } ?? .success(())) }))
    }
    let (value, followUps) = try database.translating { try outcome.get() }
    for followUp in followUps { try followUp() }
    return value
  }

  private func perform<Value>(
    _ body: (Transaction) throws -> Value, _ session: SQLiteSession, noticing outcome: Outcome<Value>
  ) throws -> (Value, [@Sendable () throws -> Void]) {
    let transaction = try begin(session)
    defer { outcome.notice(transaction.noticed) }
    let value = try body(transaction)
    try transaction.writeTallies()
    try session.note(transaction.now, by: witness)
    return (value, transaction.followUps)
  }

  /// Refuses a clock that is behind (rule 10), and one that is ahead and not believed (rule 14).
  private func begin(_ session: SQLiteSession) throws -> Transaction {
    let (now, noted) = (clock.now, try session.notedTime())
    switch ClockTrust.standing(of: now, to: noted, by: witness) {
    case .trusted: return Transaction(now: max(now, noted.latest), store: self, sql: session)
    case .behind: throw StoreFault.clockBehind(now: now, latest: noted.latest)
    case .doubted(let doubt): throw StoreFault.clockAhead(now: now, latest: noted.latest, doubt)
    }
  }

  /// Forgets the latest time written: for a sandbox that has not begun.
  func forgetTime() throws {
    _ = try database.write { try $0.execute("update clock set latest = 0 where id = 1") }
  }

  /// Whether the bytes of dropped tables have left the file and its WAL; false, without waiting, when a reader or another
  /// writer stood in the way.
  public func truncateLog() throws -> Bool { try database.truncateWAL() }

  /// Who reads the database now: `NAME (PID)`, as far as the machine tells.
  public func readers() -> [String] { LogReaders.names(ofDatabase: path) }
}

extension SQLSession {
  func notedTime() throws -> NotedTime {
    try first("select latest, machine_start from clock where id = 1") {
      NotedTime(
        latest: Moment(milliseconds: $0.integer(0)),
        machineStart: $0.optionalInteger(1).map { Moment(milliseconds: $0) })
    } ?? NotedTime(latest: Moment(milliseconds: 0), machineStart: nil)
  }

}

extension SQLiteSession {
  /// Notes the time at the end of a transaction that wrote something.
  func note(_ now: Moment, by witness: (any ClockWitness)?) throws {
    guard wroteSomething else { return }
    try execute(
      "update clock set latest = $1, machine_start = $2 where id = 1 and latest < $3", .integer(now.milliseconds),
      .optional(witness?.machineStart(at: now)?.milliseconds), .integer(now.milliseconds))
  }
}
