import BankLink
import Domain
import Foundation
import Logging
import QueryEngine
import RolloutControl
import Store

/// One random history of the whole system, determined by its seed. Everything in it happens on one thread, which the
/// executor checks; that is why the history may be shared with the tasks that run there.
final class History: @unchecked Sendable {
  let seed: UInt64
  /// The random numbers of the world and its people.
  let random: SeededRandom
  /// The random numbers of the programs.
  let programRandom: SeededRandom
  let template: Template
  let time: SimulatedTime
  let executor: SimulatedExecutor
  let cast: Cast
  let banks: SimulatedBanks
  let phones = SimulatedPhones()
  let settings: WorkSettings

  var people: [Person]
  var areChecksDown = false
  var location: StoreLocation
  var reader: SnapshotReader
  var incarnations: [Incarnation] = []
  var timeline: NaiveTimeline
  /// Dropped commits of which an operator may have been told just before a crash.
  var maybeTold: Set<Int> = []
  /// The content of the database after each commit, newest last.
  var views: [View] = []
  var ledger = Ledger()
  /// The programs by the names under which they claim work.
  var workers: [String: String] = [:]

  private(set) var trace: [String] = []
  private(set) var violation: String?
  var step = 0
  /// The number of operations begun and not ended.
  var outstanding = 0
  /// The number of commits until the next crash; nil for none.
  var crashIn: Int?
  var started = 0
  private var folders = 0

  /// The database after a commit, with the rollout as it stood then.
  struct View {
    let snapshot: Snapshot
    let timeline: NaiveTimeline
    let at: Moment
    /// The time of the history, whatever the program's clock says.
    let seenAt: Moment
  }

  /// The folder's name; several tests may play the same seed at a time.
  private let folderName = "\(Files.root)/\(UUID().uuidString)"

  init(seed: UInt64) throws {
    self.seed = seed
    template = try Template.shared.get()
    random = SeededRandom(seed: seed &* 0x9e37_79b9 &+ 1)
    programRandom = SeededRandom(seed: seed &* 0x85eb_ca6b &+ 2)
    executor = SimulatedExecutor(random: SeededRandom(seed: seed &* 0xc2b2_ae35 &+ 3))
    time = SimulatedTime(startingAt: Template.madeAt.adding(.hours(24)).adding(.minutes(Int64(random.below(1_440)))))
    let isFull = seed % 8 == 0
    let catalogue = isFull ? template.full : template.small
    let isCrowded = seed % 3 == 0
    let count = isCrowded ? 3 + random.below(3) : 1 + random.below(5)
    cast = Cast(catalogue: catalogue, people: Int(count), random: random)
    people = cast.people
    banks = SimulatedBanks(cast: cast, random: random)
    settings = Self.settings(random, isCrowded: isCrowded)
    location = try Files.copy(template.location(isFull: isFull), to: "\(folderName)-0")
    reader = try SnapshotReader(location)
    let first = try reader.read()
    timeline = NaiveTimeline(NaiveRollout(catalogue), auditRecords: first.auditRecords, roles: first.roles)
    views = [View(snapshot: first, timeline: timeline, at: first.latest, seenAt: time.now)]
  }

  /// `isCrowded`: banks take few enquiries at a time, so that others wait.
  private static func settings(_ random: SeededRandom, isCrowded: Bool) -> WorkSettings {
    var settings = WorkSettings()
    settings.batchSize = random.pick(isCrowded ? [1, 1, 2] : [1, 2, 5, 200])
    settings.requestsPerBank = isCrowded ? 1 : random.pick([1, 2, 4])
    // Then every answer that was taken may come again.
    if random.chance(2) { settings.callbackURL = "http://network.invalid" }
    settings.codesPerDay = random.pick([10, 40])
    // The counts of checks have tests of their own.
    settings.checksPerHour = 100_000
    settings.poll = .seconds(Int64(random.pick([2, 15, 60])))
    return settings
  }

  /// Removes the files.
  func close() {
    incarnations = []
    for number in 0...folders { try? FileManager.default.removeItem(atPath: "\(folderName)-\(number)") }
  }

  // MARK: Telling

  func note(_ text: String) { trace.append("[\(step)] \(time.now) \(text)") }

  /// Notes the first broken rule; the history ends there.
  func violated(_ rule: Int, _ what: String) {
    note("VIOLATION of rule \(rule): \(what)")
    if violation == nil { violation = "rule \(rule): \(what)" }
  }

  func reached(_ mark: Ledger.Mark) { ledger.marks.insert(mark) }

  func hold(_ isKept: Bool, _ rule: Int, _ what: @autoclosure () -> String) {
    if !isKept { violated(rule, what()) }
  }

  var now: Snapshot { views[views.count - 1].snapshot }
  var alive: [Incarnation] { incarnations.filter { !$0.isDead } }
}

// MARK: Programs

extension History {
  /// Starts a program on the files as they are.
  func start(ahead: Span = .seconds(0)) throws -> Incarnation {
    started += 1
    let incarnation = Incarnation(name: "P\(started)", clock: SimulatedClock(time))
    incarnation.clock.ahead = ahead
    let store = try Store.open(
      at: location, catalogue: cast.catalogue, clock: incarnation.clock, scheduler: executor,
      hook: hook(of: incarnation))
    let parts = try parts(of: incarnation, store)
    let log = TraceLog { [weak self] in self?.log($0, $1, of: incarnation.name) }
    let engine = QueryEngine(parts, log: Logger(label: incarnation.name) { _ in log })
    let desk = CardholderDesk(parts, requester: Requester(token: "the people's machine"))
    incarnation.parts = Incarnation.Parts(store: store, desk: desk, engine: engine)
    incarnation.worker = parts.worker?.id
    if let worker = parts.worker?.id { workers[worker] = incarnation.name }
    incarnations.append(incarnation)
    note("\(incarnation.name) starts, \(ahead.milliseconds / 1_000) s ahead")
    try verifyAudit(store)
    return incarnation
  }

  /// The hook of a program's commits, which are watched, and at which it may crash.
  private func hook(of incarnation: Incarnation) -> CommitHook {
    CommitHook(
      before: { [weak incarnation] in
        guard let incarnation else { throw Crashed() }
        try self.beforeCommit(of: incarnation)
      },
      after: { [weak incarnation] in
        guard let incarnation else { throw Crashed() }
        try self.afterCommit(of: incarnation)
      })
  }

  private func parts(of incarnation: Incarnation, _ store: Store) throws -> EngineParts {
    let checks = CheckLine(history: self, incarnation: incarnation)
    return try EngineParts(
      store: store, agreement: "simulated-1", banks: SimulatedBankPort(history: self, incarnation: incarnation),
      identity: checks, face: checks, gateway: GatewayLine(history: self, incarnation: incarnation),
      random: programRandom, passwords: PasswordQueue(cost: .token, isInline: true), settings: settings,
      worker: WorkerMark(for: store))
  }

  private func log(_ level: Logger.Level, _ message: String, of name: String) {
    note("\(name) logs \(level): \(message)")
    if level >= .error, message != "Crashed" { violated(0, "the engine met what it does not know: \(message)") }
  }

  private func verifyAudit(_ store: Store) throws {
    let verdict = try store.read { try $0.verifyAudit() }
    hold(verdict.isIntact, 8, "the audit chain is broken: \(verdict.problem?.message.en ?? "")")
    hold(verdict.records == now.auditRecords, 8, "the audit chain has \(verdict.records) records")
  }
}

// MARK: Crashes

extension History {
  private func beforeCommit(of incarnation: Incarnation) throws {
    try incarnation.checkAlive()
    if crashIn == 1, random.chance(2) {
      crash(incarnation, "before a commit")
      throw Crashed()
    }
  }

  private func afterCommit(of incarnation: Incarnation) throws {
    try incarnation.checkAlive()
    observe(incarnation)
    guard let left = crashIn else { return }
    crashIn = left - 1
    if left <= 1 {
      crash(incarnation, "after a commit")
      throw Crashed()
    }
  }

  /// Ends a program, or all of them with the machine: then the files go on in their state on the disk at this moment.
  func crash(_ incarnation: Incarnation, _ moment: String) {
    crashIn = random.chance(4) ? nil : 1 + Int(random.below(40))
    if !now.waiting.isEmpty { reached(.diedWithAside) }
    guard random.chance(2) || incarnations.count == 1 && random.chance(2) else {
      note("\(incarnation.name) crashes \(moment)")
      incarnation.die()
      return
    }
    note("the machine crashes \(moment) of \(incarnation.name)")
    ledger.diedWithMachine.formUnion(alive.compactMap(\.worker))
    for incarnation in incarnations { incarnation.die() }
    do {
      folders += 1
      location = try Files.copy(location, to: "\(folderName)-\(folders)")
      reader = try SnapshotReader(location)
    } catch {
      violated(10, "the files of the crash cannot be opened: \(error)")
    }
  }

  /// Removes crashed programs and starts one if none runs. Checks that everything acknowledged is stored (rule 10).
  func recover() throws {
    incarnations.removeAll(where: \.isDead)
    guard incarnations.isEmpty else { return }
    // The counts of the banks were read for as long as they could decide anything.
    var last = now
    if !timeline.watchesBanks { last.bankCounts = nil }
    let found = try reader.read(at: views[views.count - 1].at, countingBanks: last.bankCounts != nil)
    hold(found == last, 10, "after the restart the database is not what was committed last")
    let incarnation = try start(ahead: .seconds(Int64(random.below(5))))
    if random.chance(2) { serve(incarnation) }
  }
}
