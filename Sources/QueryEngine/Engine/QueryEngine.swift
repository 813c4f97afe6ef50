import BankLink
import Domain
import Logging
import Store
import Text

/// Asks banks, collects answers, makes reports, sends SMS and deletes expired data. Any number may run on one database:
/// a worker takes work on in a transaction, and another takes over the work that it does not finish.
public struct QueryEngine: Sendable {
  let parts: EngineParts
  private let log: Logger

  /// Logs to standard error by default: standard output is for results.
  public init(_ parts: EngineParts, log: Logger? = nil) {
    self.parts = parts
    self.log = log ?? Logger(label: "chaka-engine") { StreamLogHandler.standardError(label: $0) }
  }

  /// Serves until the closure gives true. Work in progress then comes to its end, or with `abandoning` is cut short and
  /// left to others. A slow bank keeps its own requests waiting and nobody else's.
  public func run(
    until isOver: @escaping @Sendable () throws -> Bool, abandoning: Bool = false, tellingObstacles: Bool = true
  ) async throws {
    if tellingObstacles { tellObstacles() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await endDays() }
      defer { group.cancelAll() }
      try await serve(until: isOver, abandoning: abandoning)
    }
    // The work that the last answers have made due.
    await guarded {
      try await Dispatcher(parts: parts).putAsideAll()
      _ = try await Outbox(parts: parts).sendDue(reporting: report)
      try await parts.refusals.write(to: parts.store, isFinal: true)
    }
  }

  private func serve(until isOver: @escaping @Sendable () throws -> Bool, abandoning: Bool) async throws {
    let workInProgress = WorkInProgress()
    try await withThrowingDiscardingTaskGroup { group in
      while try !isOver() {
        await begin(workInProgress) { work in group.addTask { await guarded(work) } }
        do { try await parts.clock.sleep(for: parts.settings.poll) } catch is CancellationError { break }
      }
      if abandoning { group.cancelAll() }
    }
  }

  /// Destroys the keys of days that end, until cancelled: beside all work that may wait for the writer.
  private func endDays() async {
    var ended: CalendarDay?
    while !Task.isCancelled {
      await guarded {
        let today = try parts.store.now().day
        guard today != ended else { return }
        try Expiry(parts: parts).destroyEndedKeys()
        ended = today
      }
      do { try await parts.clock.sleep(for: parts.settings.poll) } catch { return }
    }
  }

  /// Does all due work until none is left, work put off by a fault on our own side included. Throws if some could not
  /// be done: for a clock that is not believed, a key that cannot be read, an SMS that was not taken (rule 14).
  public func drain() async throws {
    if let fault = try parts.store.read({ $0.clockFault }) { throw fault }
    let dueWork = DueWork(parts: parts)
    try await dueWork.hasten()
    while try await pass() {}
    try dueWork.checkWaiting()
    let unsent = try parts.store.read { try $0.unsentMessageCount() }
    guard unsent > 0 else { return }
    if let obstacle = parts.gateway.obstacle { throw obstacle }
    throw MessagesUnsent(count: unsent)
  }

  /// Does one round of due work, banks side by side; gives whether there was any.
  public func pass() async throws -> Bool {
    followUp()
    var failures: [any Error] = []
    do { try Expiry(parts: parts).destroyEndedKeys() } catch { failures.append(error) }
    try await parts.refusals.write(to: parts.store, isFinal: true)
    let maintained = await DueWork(parts: parts).run { failures.append($0) }
    let truncated = try await truncate()
    var isAnyClaimed = false
    try await withThrowingTaskGroup(of: (any Error)?.self) { group in
      let dispatcher = Dispatcher(parts: parts)
      // What keeps banks from being asked keeps no SMS from being sent.
      do {
        isAnyClaimed = try await dispatcher.claims(reporting: { failures.append($0) }) { claim in
          group.addTask { await failure { try await dispatcher.perform(claim) } }
        }
      } catch { failures.append(error) }
      for try await failure in group { if let failure { failures.append(failure) } }
    }
    let sent = try await Outbox(parts: parts).sendDue(reporting: report)
    if let failure = failures.first { throw failure }
    return maintained || truncated || isAnyClaimed || sent > 0
  }

  /// Truncates the log. A reader stands in the way of the file alone: that is reported, and all other work is done.
  private func truncate() async throws -> Bool {
    do { return try await LogTruncation(parts: parts).run() } catch let fault as ReaderInTheWay {
      report(fault)
      return false
    }
  }

  /// Takes in a message that a bank posted, and gives the result of each item. Its nonce, good until its signature has
  /// run out, is taken once: the second time throws `IntakeFault.replayed`, and nothing is taken or written.
  @discardableResult
  public func take(
    _ replies: BankReplies, from bank: BankCode, nonce: String? = nil, nonceUntil: Moment? = nil
  ) async throws -> IntakeReceipt {
    let nonce = nonce.map { Delivery.Nonce(text: $0, until: nonceUntil) }
    return try await parts.intake.take(
      Delivery(bank: bank, content: .replies(replies), isPosted: true, nonce: nonce), into: parts)
  }

  /// The tally of messages from banks that are refused before they reach the store.
  public var refusals: RefusalTally { parts.refusals }
}

extension QueryEngine {
  private typealias Work = @Sendable () async throws -> Void

  /// Does the due work inside, and begins that with the outside world.
  private func begin(_ workInProgress: WorkInProgress, _ start: (@escaping Work) -> Void) async {
    followUp()
    await guarded {
      try await parts.refusals.write(to: parts.store)
      guard try isAnythingDue(workInProgress) else { return }
      _ = await DueWork(parts: parts).run(reporting: report)
      workInProgress.maintained(on: try parts.store.now().day)
      if workInProgress.enter(Self.truncation, limit: 1) { start { try await truncate(workInProgress) } }
      if workInProgress.enter(Self.messages, limit: 1) { start { try await sendMessages(workInProgress) } }
      let dispatcher = Dispatcher(parts: parts)
      _ = try await dispatcher.claims(reporting: report) { claim in start { try await dispatcher.perform(claim) } }
    }
  }

  /// Does the work again that failed after a commit, and reports new failures.
  private func followUp() {
    parts.store.finishFollowUps()
    for trouble in parts.store.takeTroubles() { report(trouble) }
  }

  /// The lane of SMS; no bank has this code.
  private static let messages = "SMS"
  private static let truncation = "truncation"

  private func truncate(_ workInProgress: WorkInProgress) async throws {
    defer { workInProgress.leave(Self.truncation) }
    _ = try await LogTruncation(parts: parts).run()
  }

  private func sendMessages(_ workInProgress: WorkInProgress) async throws {
    defer { workInProgress.leave(Self.messages) }
    _ = try await Outbox(parts: parts).sendDue(reporting: report)
  }

  /// Whether any work is due or in hand: one look at the database. A new day always has work. By a clock that is not
  /// believed nothing is due.
  private func isAnythingDue(_ workInProgress: WorkInProgress) throws -> Bool {
    try parts.store.read { transaction in
      if let fault = transaction.clockFault { throw fault }
      guard workInProgress.isMaintained(on: transaction.now.day), parts.inHand.banks.isEmpty else { return true }
      return try transaction.nextDue().map { $0 <= transaction.now } ?? false
    }
  }

  /// Does work and goes on through passing faults: a full disk, a locked database, a clock that is behind.
  private func guarded(_ work: () async throws -> Void) async {
    do { try await work() } catch { report(error) }
  }

  /// Logs the fault by its code, which contains nothing about people.
  private func report(_ error: any Error) {
    switch error {
    case let fault as any Fault:
      parts.tell(.failed(code: fault.code))
      tell(.warning, "\(fault.code): \(parts.wording(fault))", about: fault.code)
    case is CancellationError: break
    default:
      parts.tell(.failed(code: "internal"))
      tell(.error, "\(type(of: error))", about: "\(type(of: error))")
    }
  }

  /// Says at the start what is lacking, before anything is due for which it matters: then it is said again.
  private func tellObstacles() {
    for fault in parts.obstacles { log.warning("\(fault.code): \(parts.wording(fault))") }
  }

  /// Logs a lasting fault once a minute, not at every look.
  private func tell(_ level: Logger.Level, _ text: String, about kind: String) {
    guard parts.told.isNews(kind) else { return }
    log.log(level: level, "\(text)")
  }
}
