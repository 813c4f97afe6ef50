import BankLink
import Domain
import Logging
import Store
import Synchronization

/// Asks banks, collects answers, makes reports, sends SMS and deletes what is over. Any number may run on one
/// database: a worker takes work on in a transaction, and another takes over what it does not finish.
public struct QueryEngine: Sendable {
  let parts: EngineParts
  private let log: Logger

  public init(_ parts: EngineParts, log: Logger = Logger(label: "chaka.engine")) {
    self.parts = parts
    self.log = log
  }

  /// Serves until the closure says that it is over. What is in hand then comes to its end, or with `abandoning` is cut
  /// short and left to others. A slow bank keeps its own requests waiting and nobody else's.
  public func run(until isOver: @escaping @Sendable () throws -> Bool, abandoning: Bool = false) async throws {
    let lanes = Lanes()
    try await withThrowingDiscardingTaskGroup { group in
      while try !isOver() {
        for work in await due(lanes) {
          group.addTask {
            await guarded(work.run)
            lanes.leave(work.lane)
          }
        }
        do { try await pause() } catch is CancellationError { break }
      }
      if abandoning { group.cancelAll() }
    }
    // What the last answers gave rise to.
    await guarded { _ = try await Outbox(parts: parts).sendDue() }
  }

  /// Something to do, and the lane it keeps busy meanwhile.
  private struct Work: Sendable {
    let lane: String
    let run: @Sendable () async throws -> Void
  }

  /// Does what is due inside, and gives what is to be done with the outside world.
  private func due(_ lanes: Lanes) async -> [Work] {
    var work: [Work] = []
    await guarded {
      guard try isAnythingDue(lanes) else { return }
      _ = try await maintain()
      lanes.maintained(on: try parts.store.now().day)
      work = try await claims(lanes).map { claim in
        Work(lane: claim.bank.text) { try await perform(claim) }
      }
      if lanes.enter(Self.messages, limit: 1) {
        work.append(Work(lane: Self.messages) { _ = try await Outbox(parts: parts).sendDue() })
      }
    }
    return work
  }

  /// No bank is called like this.
  private static let messages = "SMS"

  /// One look at the database; a new day always has something to do.
  private func isAnythingDue(_ lanes: Lanes) throws -> Bool {
    try parts.store.read { transaction in
      guard lanes.isMaintained(on: transaction.now.day) else { return true }
      return try transaction.nextDue().map { $0 <= transaction.now } ?? false
    }
  }

  /// Does all that is due until nothing is left to do now.
  public func drain() async throws {
    while try await pass() {}
  }

  /// One round over everything that is due, banks side by side; says whether there was anything.
  public func pass() async throws -> Bool {
    let maintained = try await maintain()
    let claims = try await claims(nil)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for claim in claims { group.addTask { try await perform(claim) } }
      try await group.waitForAll()
    }
    let sent = try await Outbox(parts: parts).sendDue()
    return maintained || !claims.isEmpty || sent > 0
  }

  /// Takes in what a bank posted.
  public func take(_ replies: BankReplies, from bank: BankCode) async throws {
    try await parts.store.submit { try Intake(parts: parts, transaction: $0).take(replies, from: bank, asked: []) }
  }

  /// Nothing is looked for before the next thing is due, or the next look at what others have left.
  private func pause() async throws {
    try await parts.clock.sleep(for: parts.settings.poll)
  }

  /// Keeps on through what passes: a full disk, a locked database, a clock that is behind.
  private func guarded(_ work: () async throws -> Void) async {
    do {
      try await work()
    } catch let fault as any Fault {
      log.warning("\(fault.code): \(fault.message.en)")
    } catch is CancellationError {
    } catch {
      log.error("\(type(of: error))")
    }
  }
}

/// How many requests each bank has in hand, and the day for which the day's work was done last.
private final class Lanes: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let day = Mutex<CalendarDay?>(nil)

  func enter(_ lane: String, limit: Int) -> Bool {
    counts.withLock { counts in
      guard counts[lane, default: 0] < limit else { return false }
      counts[lane, default: 0] += 1
      return true
    }
  }

  func leave(_ lane: String) { counts.withLock { $0[lane, default: 1] -= 1 } }

  func isMaintained(on day: CalendarDay) -> Bool { self.day.withLock { $0 == day } }
  func maintained(on day: CalendarDay) { self.day.withLock { $0 = day } }
}

extension QueryEngine {
  /// Deadlines, scheduled commits, expiry; says whether there was anything.
  private func maintain() async throws -> Bool {
    try parts.store.applyDue()
    let ended = try await endOverdue()
    let expired = try await Expiry(parts: parts).run()
    return ended || expired
  }

  private func endOverdue() async throws -> Bool {
    let isAny = try parts.store.read { try !$0.overdueQueries(limit: 1).isEmpty }
    guard isAny else { return false }
    try await parts.store.submit { transaction in
      let conclusion = Conclusion(parts: parts, transaction: transaction)
      for query in try transaction.overdueQueries(limit: 100) { try conclusion.endAtDeadline(query) }
    }
    return true
  }

  /// Takes on what is due, bank by bank, as far as there is room.
  private func claims(_ lanes: Lanes?) async throws -> [Claim] {
    let banks = try parts.store.read { transaction in
      try transaction.banksWithOpenEnquiries().filter { $0.nextAt <= transaction.now }.map(\.bank)
    }
    var claims: [Claim] = []
    for bank in banks {
      while lanes?.enter(bank.text, limit: parts.settings.requestsPerBank) ?? true {
        guard let claim = try await claim(bank) else {
          lanes?.leave(bank.text)
          break
        }
        claims.append(claim)
      }
    }
    return claims
  }

  private func claim(_ bank: BankCode) async throws -> Claim? {
    let claim = try await parts.store.submit { try Claiming(parts: parts, transaction: $0).claim(bank) }
    return claim.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Asks and fetches, and takes in what comes back.
  private func perform(_ claim: Claim) async throws {
    guard let endpoint = claim.endpoint else {
      let asked = claim.asks.map(\.identifier) + claim.fetches
      return try await parts.store.submit {
        try Intake(parts: parts, transaction: $0).postpone(asked, of: claim.bank, code: "no_endpoint")
      }
    }
    if !claim.asks.isEmpty {
      try await exchange(claim.bank, claim.asks.map(\.identifier)) { () async throws(BankFailure) in
        try await parts.banks.ask(
          claim.asks, at: endpoint, batch: parts.random.batchIdentifier(), callback: parts.settings.callbackURL)
      }
    }
    if !claim.fetches.isEmpty {
      try await exchange(claim.bank, claim.fetches) { () async throws(BankFailure) in
        try await parts.banks.fetch(claim.fetches, at: endpoint)
      }
    }
  }

  private func exchange(
    _ bank: BankCode, _ asked: [String], _ talk: () async throws(BankFailure) -> BankReplies
  ) async throws {
    let outcome: Result<BankReplies, BankFailure>
    do throws(BankFailure) { outcome = .success(try await talk()) } catch { outcome = .failure(error) }
    try await parts.store.submit { transaction in
      let intake = Intake(parts: parts, transaction: transaction)
      switch outcome {
      case .success(let replies): try intake.take(replies, from: bank, asked: asked)
      case .failure(let failure): try intake.fail(failure, of: bank, asked: asked)
      }
    }
  }
}
