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
  public static let clockTolerance = Span.minutes(5)

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
    queue = CommitQueue(database: database, scheduler: scheduler, clock: clock, hook: hook)
  }

  /// One snapshot.
  public func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    var noticed: [AlteredRow] = []
    defer { report(noticed) }
    return try database.read { session in
      let now = clock.now
      let latest = try session.latestTime()
      let transaction = Transaction(now: Self.isBehind(now, latest) ? now : max(now, latest), store: self, sql: session)
      defer { noticed = transaction.noticed }
      return try body(transaction)
    }
  }

  /// The time by which everything here goes: the clock's, or where that is a little behind, the latest written.
  public func now() throws -> Moment { try read { $0.now } }

  private static func isBehind(_ now: Moment, _ latest: Moment) -> Bool { now.adding(clockTolerance) < latest }

  /// One transaction and one commit of its own.
  public func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    var noticed: [AlteredRow] = []
    defer { report(noticed) }
    let (value, followUps) = try database.transaction(hook: hook) { session in
      let transaction = try begin(session)
      defer { noticed = transaction.noticed }
      let value = try body(transaction)
      try transaction.writeTallies()
      try session.noteTime(clock.now)
      return (value, transaction.followUps)
    }
    for followUp in followUps { try followUp() }
    return value
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
    return (value, transaction.followUps)
  }

  /// Refuses a clock that is behind (rule 10).
  private func begin(_ session: SQLiteSession) throws -> Transaction {
    let now = clock.now
    let latest = try session.latestTime()
    guard !Self.isBehind(now, latest) else { throw StoreFault.clockBehind(now: now, latest: latest) }
    return Transaction(now: max(now, latest), store: self, sql: session)
  }

  /// Forgets the latest time written: for a sandbox that has not begun.
  func forgetTime() throws {
    _ = try database.write { try $0.execute("update clock set latest = 0 where id = 1") }
  }

  /// Whether the bytes of dropped tables have left the file and its WAL; false when a reader stood in the way.
  public func truncateLog() throws -> Bool { try database.truncateWAL() }
}

extension SQLiteSession {
  /// The latest time any write has carried.
  func latestTime() throws -> Moment {
    Moment(milliseconds: try first("select latest from clock where id = 1") { $0.integer(0) } ?? 0)
  }

  /// Notes the time at the end of a transaction that wrote something.
  func noteTime(_ now: Moment) throws {
    guard wroteSomething else { return }
    try execute("update clock set latest = $1 where id = 1 and latest < $1", .integer(now.milliseconds))
  }
}
