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
  let latestTime: LatestTimeFile
  /// Authenticates the records of the audit chain.
  let auditSeal: AuditSeal
  /// Seals what decides.
  let seals: AuthoritySeals
  /// Of the registry that this program has read.
  public let registryFingerprint: String
  /// What stood against using this database when it was opened.
  let hindrance = Mutex<StoreFault?>(nil)
  private let unfinished = FollowUps()
  let gates = GateCache()
  let catalogues = CatalogueCache()
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
    dayKeys = try DayKeys(secrets: secretsFolder, instance: instance)
    networkKeys = NetworkKeys(secrets: secretsFolder, instance: instance)
    auditHead = AuditHeadFile(secrets: secretsFolder, instance: instance, secret: secret)
    let latestTime = LatestTimeFile(secrets: secretsFolder, instance: instance, secret: secret)
    self.latestTime = latestTime
    auditSeal = AuditSeal(secret, instance: instance)
    let seals = AuthoritySeals(secret, instance: instance)
    self.seals = seals
    registryFingerprint = registry.fingerprint
    queue = CommitQueue(database: database, scheduler: scheduler, hook: hook) { session in
      try session.noteTime(clock.now, seals)
    } committed: {
      latestTime.note($0)
    }
  }

  deinit {
    if let latest = try? database.read({ try $0.latestTime(seals) }) { latestTime.note(latest, atOnce: true) }
  }

  /// One snapshot.
  public func read<Value>(
    regardless: Set<Hindrance> = [], _ body: (Transaction) throws -> Value
  ) throws -> Value {
    // Before the snapshot is taken: others may go on writing meanwhile, and then the head runs ahead of it.
    let noted = auditHead.latest()
    return try database.read { session in
      let now = clock.now
      let latest = try session.latestTime(seals)
      return try body(
        Transaction(
          now: Self.isBehind(now, latest) ? now : max(now, latest), store: self, sql: session, noted: noted,
          regardless: regardless))
    }
  }

  /// One snapshot to look at, also of an older database, or by another registry: what is read decides nothing.
  public func readRegardless<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try read(regardless: Set(Hindrance.allCases), body)
  }

  /// The time by which everything here goes: the clock's, or where that is a little behind, the latest written.
  public func now() throws -> Moment { try read { $0.now } }

  private static func isBehind(_ now: Moment, _ latest: Moment) -> Bool { now.adding(clockTolerance) < latest }

  /// One transaction and one commit of its own.
  public func write<Value>(
    regardless: Set<Hindrance> = [], _ body: (Transaction) throws -> Value
  ) throws -> Value {
    let (value, followUps, time) = try database.transaction(hook: hook) { session in
      let (value, followUps) = try perform(body, session, regardless: regardless)
      return (value, followUps, try session.noteTime(clock.now, seals))
    }
    if let time { latestTime.note(time) }
    unfinished.run(followUps)
    return value
  }

  /// What could not be done after a commit, each once: what was committed stands, and it is tried again.
  public func takeTroubles() -> [FollowUpFault] { unfinished.takeUntold() }

  /// Does again what could not be done after a commit.
  public func finishFollowUps() {
    if !unfinished.isEmpty { unfinished.run([]) }
  }

  /// One transaction in a commit that it may share. What the body throws undoes its own work only.
  public func submit<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
    let outcome = Outcome<Value>()
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.submit(
        CommitQueue.Job(
          run: { session in outcome.run { try self.perform(body, session) } },
          finish: { failure in continuation.resume(with: failure.map { .failure($0) } ?? .success(())) }))
    }
    let (value, followUps) = try database.translating { try outcome.get() }
    unfinished.run(followUps)
    return value
  }

  private func perform<Value>(
    _ body: (Transaction) throws -> Value, _ session: SQLiteSession, regardless: Set<Hindrance> = []
  ) throws -> (Value, [FollowUp]) {
    let transaction = try begin(session, regardless)
    let value = try body(transaction)
    try transaction.finish()
    return (value, transaction.followUps)
  }

  /// Refuses a clock that is behind (rule 10).
  private func begin(_ session: SQLiteSession, _ regardless: Set<Hindrance>) throws -> Transaction {
    let now = clock.now
    let latest = try session.latestTime(seals)
    guard !Self.isBehind(now, latest) else { throw StoreFault.clockBehind(now: now, latest: latest) }
    return Transaction(
      now: max(now, latest), store: self, sql: session, noted: auditHead.latest(), regardless: regardless)
  }

  /// Forgets the latest time written: for a sandbox that has not begun.
  func forgetTime() throws {
    try database.write { try $0.setLatestTime(Moment(milliseconds: 0), seals) }
    latestTime.replace(with: Moment(milliseconds: 0))
  }

  /// Whether the bytes of dropped tables have left the file and its WAL; false when a reader stood in the way.
  public func truncateLog() throws -> Bool { try database.truncateWAL() }
}

extension SQLiteSession {
  /// The latest time any write has carried; throws where it is not what a program of ours wrote.
  func latestTime(_ seals: AuthoritySeals) throws -> Moment {
    let found = try first("select latest, mac from clock where id = 1") { row in
      (latest: row.integer(0), mac: row.blob(1))
    }
    guard let (latest, mac) = found, seals.isRight(mac, of: "\(latest)", for: "clock") else {
      throw StoreFault.altered("clock")
    }
    return Moment(milliseconds: latest)
  }

  /// The same as it is stored, whoever wrote it.
  func storedTime() throws -> Moment {
    Moment(milliseconds: try first("select latest from clock where id = 1") { $0.integer(0) } ?? 0)
  }

  /// Notes the time at the end of a transaction, and gives it; nil where nothing was written.
  func noteTime(_ now: Moment, _ seals: AuthoritySeals) throws -> Moment? {
    guard wroteSomething else { return nil }
    if try latestTime(seals) < now { try setLatestTime(now, seals) }
    return now
  }

  func setLatestTime(_ moment: Moment, _ seals: AuthoritySeals) throws {
    try execute(
      "update clock set latest = $1, mac = $2 where id = 1", .integer(moment.milliseconds),
      .blob(seals.mac(of: "\(moment.milliseconds)", for: "clock")))
  }
}
