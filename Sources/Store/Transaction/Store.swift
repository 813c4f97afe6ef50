import Domain
import Foundation
import RolloutRules
import Sealing
import Synchronization

/// An open database with the secrets that belong to it.
///
/// Reads run on the calling thread; writes share one writer. `write` makes a commit of its own and returns when that is
/// on disk; `submit` shares its commit with other waiting work.
public final class Store: Sendable {
  public let secret: ServerSecret
  public let dayKeys: DayKeys
  /// The keys that the network signs with.
  public let networkKeys: NetworkKeys
  /// The registry by its files; a revision may add to it (`catalogue(of:)`).
  public let registry: Catalogue
  public let clock: any WallClock
  /// The identifier that tells this database from others of the same secrets.
  public let instance: String
  let database: any Database
  let auditHead: AuditHeadFile
  let latestTime: LatestTimeFile
  /// The note of which database stands at this path.
  let place: DatabasePlace
  /// Authenticates the records of the audit chain.
  let auditSeal: AuditSeal
  /// Seals the authority at the end of the chain.
  let seals: AuthoritySeals
  /// Authenticates the rows that decide.
  let rowSeal: RowSeal
  /// Makes and reads what banks know enquiries by.
  let identifiers: EnquiryIdentifiers
  let vaultTables = VaultTableCache()
  let deciding = DecidingCache()
  /// The altered rows of which this program has made sure that the audit chain has a record.
  let reported = Mutex<Set<AlteredRow>>([])
  /// The fingerprint of the registry that this program has read.
  public let registryFingerprint: String
  /// The fault that prevented the use of this database when it was opened.
  let obstacle = Mutex<StoreFault?>(nil)
  private let timeKeeper: TimeKeeper
  /// The day for which this program last made sure that the vaults of the days to come are there.
  let preparedDay = Mutex<CalendarDay?>(nil)
  private let unfinished = FollowUps()
  /// The long reads of operators.
  let longReads = LongReads()
  let gates = GateCache()
  let catalogues = CatalogueCache()
  private let queue: CommitQueue
  private let scheduler: any CommitScheduler
  private let hook: CommitHook
  /// The lock that keeps others from the database as long as this is open; nil if this program holds none.
  private let lock: ServiceLock?

  public var isSandbox: Bool { secret.isSandbox }
  public var path: String { database.path }

  /// Tells other programs, in the lock's file, where this service is. Does nothing without a lock.
  public func noteService(_ notice: ServiceNotice) { lock?.note(notice) }

  private var witness: (any ClockWitness)? { timeKeeper.witness }

  init(
    database: any Database, secret: ServerSecret, secretsFolder: String, instance: String, registry: Catalogue,
    clock: any WallClock, scheduler: any CommitScheduler, hook: CommitHook, lock: ServiceLock? = nil
  ) throws {
    self.database = database
    self.secret = secret
    self.instance = instance
    self.registry = registry
    self.clock = clock
    self.hook = hook
    self.scheduler = scheduler
    self.lock = lock
    rowSeal = RowSeal(secret, instance: instance)
    identifiers = EnquiryIdentifiers(secret)
    dayKeys = try DayKeys(secrets: secretsFolder, instance: instance)
    networkKeys = NetworkKeys(secrets: secretsFolder, instance: instance, secret: secret)
    auditHead = AuditHeadFile(secrets: secretsFolder, instance: instance, secret: secret)
    let latestTime = LatestTimeFile(secrets: secretsFolder, instance: instance, secret: secret)
    self.latestTime = latestTime
    place = DatabasePlace(StoreLocation(path: database.path, secrets: secretsFolder), secret: secret)
    auditSeal = AuditSeal(secret, instance: instance)
    seals = AuthoritySeals(secret, instance: instance)
    registryFingerprint = registry.fingerprint
    let timeKeeper = TimeKeeper(clock: clock, isSandbox: secret.isSandbox, seals: seals)
    self.timeKeeper = timeKeeper
    queue = CommitQueue(
      database: database, scheduler: scheduler, hook: hook,
      conclude: { try $1.conclude(in: $0, noting: timeKeeper) },
      committed: { time in latestTime.note(time) { try database.snapshot { try $0.lastNumbers() } } })
  }

  deinit {
    guard let noted = try? database.snapshot({ try $0.notedTime(seals) }) else { return }
    note(noted.latest, atOnce: true)
  }

  /// Reads one snapshot. If the clock is not believed, its time is the latest written, so that nothing later takes
  /// place.
  public func read<Value>(
    regardless: Set<PendingDecision> = [], _ body: (Transaction) throws -> Value
  ) throws -> Value {
    var noticed: [AlteredRow] = []
    defer { report(noticed) }
    // Read before the snapshot is taken: other programs write meanwhile, and the head would run ahead of the snapshot.
    let head = auditHead.latest()
    return try database.snapshot { session in
      let (now, fault) = try readingTime(session, isForLooking: !regardless.isEmpty)
      let transaction = Transaction(
        now: now, store: self, sql: session, noted: head, regardless: regardless, clockFault: fault)
      defer { noticed = transaction.noticed }
      return try body(transaction)
    }
  }

  /// The time of a snapshot, and the fault of a clock that is doubted. For looking only, the time is the clock's even
  /// if the latest time written was altered.
  private func readingTime(
    _ session: any Snapshot, isForLooking: Bool
  ) throws -> (now: Moment, fault: StoreFault?) {
    let now = clock.now
    let noted: NotedTime
    do { noted = try timeKeeper.latest(in: session) } catch let fault as StoreFault where isForLooking {
      return (now, fault)
    }
    switch ClockTrust.standing(of: now, to: noted, by: witness) {
    case .trusted: return (max(now, noted.latest), nil)
    case .behind, .slow: return (now, nil)
    case .doubted(let doubt): return (noted.latest, .clockAhead(now: now, latest: noted.latest, doubt))
    }
  }

  /// Reads one snapshot as `read` does, on a thread of the store's own: for callers whose thread serves others, as that
  /// of an event loop does.
  public func readAside<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws
    -> Value
  {
    try await aside { try self.read(body) }
  }

  /// Runs work that waits for the database on a thread of the store's own.
  func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      scheduler.scheduleRead { continuation.resume(with: Result { try work() }) }
    }
  }

  /// Reads one snapshot for looking only, even of an older database or one of another registry: the result decides
  /// nothing.
  public func readRegardless<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try read(regardless: Set(PendingDecision.allCases), body)
  }

  /// The time of every read and write: the clock's, or the latest written if the clock is a little behind that.
  public func now() throws -> Moment { try read { $0.now } }

  /// Runs one transaction with a commit of its own, which protects what its correctness rests on. The body may be run
  /// again (`Database.commit`, `isWorthAnotherRun`): it has no effect outside the transaction before that is committed.
  public func write<Value>(
    protecting protections: Protections, regardless: Set<PendingDecision> = [],
    _ body: (Transaction) throws -> Value
  ) throws -> Value {
    do { return try writeOnce(protecting: protections, regardless: regardless, body) } catch {
      guard try isWorthAnotherRun(after: error) else { throw error }
    }
    return try writeOnce(protecting: protections, regardless: regardless, body)
  }

  func writeOnce<Value>(
    protecting protections: Protections, regardless: Set<PendingDecision> = [],
    _ body: (Transaction) throws -> Value
  ) throws -> Value {
    try commit(protections, { try begin($0, $1, $2, regardless) }, body)
  }

  private func commit<Value>(
    _ protections: Protections, _ begin: (any WriteSession, Protections, CommitTally) throws -> Transaction,
    _ body: (Transaction) throws -> Value
  ) throws -> Value {
    var noticed: [AlteredRow] = []
    defer { report(noticed) }
    let (value, followUps, time) = try database.commit(protecting: protections, hook: hook) { session, protections in
      let tally = CommitTally()
      let transaction = try begin(session, protections, tally)
      defer { noticed = transaction.noticed }
      let value = try perform(body, transaction, counting: tally)
      try tally.conclude(in: session, noting: timeKeeper)
      return (value, transaction.followUps, session.wroteSomething ? transaction.now : nil)
    }
    if let time { note(time) }
    unfinished.run(followUps)
    return value
  }

  /// Notes beside the secrets how far this database has come; not of one that waits for a decision, as what it is
  /// missing would be forgotten with the note before.
  private func note(_ time: Moment, atOnce: Bool = false) {
    guard obstacle.withLock({ $0 }) == nil else { return }
    latestTime.note(time, atOnce: atOnce, numbers: lastNumbers)
  }

  /// The failures of work after commits that no caller collected (`CommitTroubles`), each told once: the commits stand,
  /// and the work is tried again.
  public func takeTroubles() -> [FollowUpFault] { unfinished.takeUntold() }

  /// Does the work again that failed after a commit.
  public func finishFollowUps() {
    if !unfinished.isEmpty { unfinished.run([]) }
  }

  /// The relation of the clock to the latest time written, and the evidence for its time.
  public func clockReading() throws -> ClockReading {
    try database.snapshot { ClockReading(now: clock.now, noted: try timeKeeper.latest(in: $0), witness: witness) }
  }

  /// One transaction of its own at the clock's time, however far that is from the latest written, which it becomes.
  /// Only for an operator who answers for the time; what `body` throws leaves everything as it is. It is possible on a
  /// database that waits for another decision, too, as nothing can be decided there by a clock that is not believed:
  /// what is noted beside the secrets then stays as it is.
  public func writeTakingTime<Value>(_ body: (Transaction, ClockReading) throws -> Value) throws -> Value {
    let now = clock.now
    let (value, isLatest) = try commit(
      .rollout,
      { session, protections, _ in
        Transaction(
          now: now, store: self, sql: session, protecting: protections, noted: auditHead.latest(),
          regardless: Set(PendingDecision.allCases))
      }
    ) { transaction in
      let reading = ClockReading(now: now, noted: try timeKeeper.latest(in: transaction.sql), witness: witness)
      timeKeeper.forget()
      try transaction.sql.setNotedTime(.taken(now, by: witness), seals)
      return (try body(transaction, reading), transaction.followsHead)
    }
    if isLatest, obstacle.withLock({ $0 }) == nil {
      latestTime.replace(with: Progress(time: now, numbers: try lastNumbers()))
    }
    return value
  }

  /// Runs one transaction at the latest time written, for records that have to be made whatever the clock shows.
  func writeAtLatestTime<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try commit(
      [.audit],
      { session, protections, _ in
        let latest = try timeKeeper.latest(in: session).latest
        return Transaction(
          now: latest, store: self, sql: session, protecting: protections, noted: auditHead.latest(), regardless: [])
      }, body)
  }

  /// Runs one transaction in a commit that it may share, which protects what all of them need. An error of the body
  /// undoes its own work only. The body may be run again, like that of `write`.
  public func submit<Value: Sendable>(
    protecting protections: Protections, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    do { return try await submitOnce(protecting: protections, body) } catch {
      guard try isWorthAnotherRun(after: error) else { throw error }
    }
    return try await submitOnce(protecting: protections, body)
  }

  private func submitOnce<Value: Sendable>(
    protecting protections: Protections, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let outcome = JobResult<Value>()
    defer { report(outcome.noticed) }
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.submit(
        CommitQueue.Job(
          protections: protections,
          run: { session, protections, tally in
            outcome.run { try self.perform(body, session, protections, noticing: outcome, counting: tally) }
          },
          finish: { failure in continuation.resume(with: failure.map { .failure($0) } ?? .success(())) }))
    }
    let (value, followUps) = try database.translating { try outcome.get() }
    unfinished.run(followUps)
    return value
  }

  private func perform<Value>(
    _ body: (Transaction) throws -> Value, _ session: any WriteSession, _ protections: Protections,
    noticing outcome: JobResult<Value>, counting tally: CommitTally
  ) throws -> (Value, [FollowUp]) {
    let transaction = try begin(session, protections, tally, [])
    defer { outcome.notice(transaction.noticed) }
    let value = try perform(body, transaction, counting: tally)
    return (value, transaction.followUps)
  }

  /// Runs the body and ends the transaction with the seals. Its counts and its time come into the commit's only now that
  /// nothing of it can fail any more.
  private func perform<Value>(
    _ body: (Transaction) throws -> Value, _ transaction: Transaction, counting tally: CommitTally
  ) throws -> Value {
    let value = try transaction.protected { try body(transaction) }
    try transaction.finish()
    tally.take(transaction)
    return value
  }

  /// Begins a transaction; throws if the clock is behind (rule 10) or not borne out (rule 14).
  private func begin(
    _ session: any WriteSession, _ protections: Protections, _ tally: CommitTally, _ regardless: Set<PendingDecision>
  ) throws -> Transaction {
    let (now, noted) = (clock.now, try tally.noted(in: session, by: timeKeeper))
    switch ClockTrust.standing(of: now, to: noted, by: witness) {
    case .trusted:
      return Transaction(
        now: max(now, noted.latest, tally.latest ?? now), store: self, sql: session, protecting: protections,
        noted: tally.head(by: auditHead), regardless: regardless)
    case .behind: throw StoreFault.clockBehind(now: now, latest: noted.latest)
    case .slow(let kernel): throw StoreFault.clockNotTheKernels(now: now, kernel: kernel)
    case .doubted(let doubt): throw StoreFault.clockAhead(now: now, latest: noted.latest, doubt)
    }
  }

  /// Forgets the latest time written, in a sandbox that has not begun.
  func forgetTime() throws {
    timeKeeper.forget()
    try database.commit(protecting: .rollout, hook: .none) { session, _ in try session.setNotedTime(.never, seals) }
    latestTime.replace(with: Progress(time: NotedTime.never.latest, numbers: .none))
  }

  private func lastNumbers() throws -> LastNumbers { try database.snapshot { try $0.lastNumbers() } }

  /// Whether the bytes of dropped tables have left the file and its WAL; false, without waiting, if a reader or another
  /// writer stood in the way.
  public func truncateLog() throws -> Bool {
    let hasTruncated = try database.truncateLog()
    longReads.noteTruncation(succeeded: hasTruncated)
    return hasTruncated
  }

  /// The processes that read the database now, each as `NAME (PID)`, as far as the machine tells.
  public func readers() -> [String] { database.readers() }
}
