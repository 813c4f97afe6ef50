import BankLink
import Domain
import Logging
import Store

/// Asks banks, collects answers, makes reports, sends SMS and deletes what is over. Any number may run on one
/// database: a worker takes work on in a transaction, and another takes over what it does not finish.
public struct QueryEngine: Sendable {
  let parts: EngineParts
  private let log: Logger

  /// Logs to standard error unless told otherwise: standard output is for results.
  public init(_ parts: EngineParts, log: Logger? = nil) {
    self.parts = parts
    self.log = log ?? Logger(label: "chaka-engine") { StreamLogHandler.standardError(label: $0) }
  }

  /// Serves until the closure says that it is over. What is in hand then comes to its end, or with `abandoning` is cut
  /// short and left to others. A slow bank keeps its own requests waiting and nobody else's.
  public func run(until isOver: @escaping @Sendable () throws -> Bool, abandoning: Bool = false) async throws {
    let lanes = Lanes()
    try await withThrowingDiscardingTaskGroup { group in
      while try !isOver() {
        for work in await due(lanes) { group.addTask { await guarded(work) } }
        do { try await parts.clock.sleep(for: parts.settings.poll) } catch is CancellationError { break }
      }
      if abandoning { group.cancelAll() }
    }
    // What the last answers gave rise to.
    await guarded { _ = try await Outbox(parts: parts).sendDue() }
  }

  /// Does all that is due until nothing is left to do now.
  public func drain() async throws {
    while try await pass() {}
  }

  /// One round over what is due, banks side by side; says whether there was anything.
  public func pass() async throws -> Bool {
    let maintained = try await Upkeep(parts: parts).run()
    let dispatcher = Dispatcher(parts: parts, lanes: Lanes())
    var failures: [any Error] = []
    let claims = try await dispatcher.claims { failures.append($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for claim in claims { group.addTask { try await dispatcher.perform(claim) } }
      try await group.waitForAll()
    }
    if let failure = failures.first { throw failure }
    let sent = try await Outbox(parts: parts).sendDue()
    return maintained || !claims.isEmpty || sent > 0
  }

  /// Takes in what a bank posted.
  public func take(_ replies: BankReplies, from bank: BankCode) async throws {
    try await parts.store.submit { try Intake(parts: parts, transaction: $0).take(replies, from: bank, asked: []) }
  }
}

extension QueryEngine {
  private typealias Work = @Sendable () async throws -> Void

  /// Does what is due inside, and gives what is to be done with the outside world.
  private func due(_ lanes: Lanes) async -> [Work] {
    let dispatcher = Dispatcher(parts: parts, lanes: lanes)
    var work: [Work] = []
    await guarded {
      guard try isAnythingDue(lanes) else { return }
      _ = try await Upkeep(parts: parts).run()
      lanes.maintained(on: try parts.store.now().day)
      let claims = try await dispatcher.claims(reporting: report)
      work = claims.map { claim in { try await dispatcher.perform(claim) } }
      if lanes.enter(Self.messages, limit: 1) { work.append { try await sendMessages(lanes) } }
    }
    return work
  }

  /// No bank is called like this.
  private static let messages = "SMS"

  private func sendMessages(_ lanes: Lanes) async throws {
    defer { lanes.leave(Self.messages) }
    _ = try await Outbox(parts: parts).sendDue()
  }

  /// One look at the database; a new day always has something to do.
  private func isAnythingDue(_ lanes: Lanes) throws -> Bool {
    try parts.store.read { transaction in
      guard lanes.isMaintained(on: transaction.now.day) else { return true }
      return try transaction.nextDue().map { $0 <= transaction.now } ?? false
    }
  }

  /// Keeps on through what passes: a full disk, a locked database, a clock that is behind.
  private func guarded(_ work: () async throws -> Void) async {
    do { try await work() } catch { report(error) }
  }

  /// Names the fault by its code; nothing about people is ever in it.
  private func report(_ error: any Error) {
    switch error {
    case let fault as any Fault: log.warning("\(fault.code): \(fault.message.en)")
    case is CancellationError: break
    default: log.error("\(type(of: error))")
    }
  }
}
