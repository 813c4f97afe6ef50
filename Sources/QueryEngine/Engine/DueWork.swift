import BankLink
import Sealing
import Store

/// What the engine does inside: deadlines, scheduled commits, the guardrail, expiry, taking over from workers that died,
/// forgetting old counts.
struct DueWork: Sendable {
  let parts: EngineParts

  /// Queries ended at their deadline in one round.
  private static let batch = 100

  /// Does what is due and says whether there was anything. What goes wrong with one thing is reported and keeps nothing
  /// else from being done.
  func run(reporting report: (any Error) -> Void) async -> Bool {
    let works: [() async throws -> Bool] = [
      applyDue, endOverdue, endWaiting, { try await AutomaticSuspension(parts: parts).run() },
      { try await Expiry(parts: parts).run() }, forget,
    ]
    var isAny = false
    for work in works {
      do { isAny = try await work() || isAny } catch { report(error) }
    }
    return isAny
  }

  private func applyDue() async throws -> Bool {
    try parts.store.applyDue()
    if parts.worker != nil { try await parts.store.takeOverFromDeadWorkers() }
    return false
  }

  private func forget() async throws -> Bool {
    guard try parts.store.read({ try $0.isHealthOld() }) else { return false }
    try await parts.store.submit { try $0.forgetOldHealth() }
    return true
  }

  private func endOverdue() async throws -> Bool {
    try await end(parts.store.read { try $0.overdueQueries(limit: Self.batch) }) { try $0.endAtDeadline($1) }
  }

  private func endWaiting() async throws -> Bool {
    try await end(parts.store.read { try $0.queriesWaitingToEnd(limit: Self.batch) }) { try $0.endWaiting($1) }
  }

  /// Each in a transaction of its own that shares its commit with the others', so that one that cannot be ended keeps no
  /// other from it.
  private func end(
    _ queries: [QueryRecord], _ end: @escaping @Sendable (QueryEnding, QueryRecord) throws -> Void
  ) async throws -> Bool {
    let failures = await withTaskGroup(of: (any Error)?.self) { group in
      for query in queries { group.addTask { await failure(of: query, end) } }
      return await group.reduce(into: [any Error]()) { failures, failure in
        if let failure { failures.append(failure) }
      }
    }
    if let failure = failures.first { throw failure }
    return !queries.isEmpty
  }

  private func failure(
    of query: QueryRecord, _ end: @escaping @Sendable (QueryEnding, QueryRecord) throws -> Void
  ) async -> (any Error)? {
    do {
      try await parts.store.submit { transaction in
        guard let query = try transaction.query(number: query.number), query.state.isOpen || query.isAltered
        else { return }
        try end(QueryEnding(parts: parts, transaction: transaction), query)
      }
      return nil
    } catch {
      return error
    }
  }

  /// Makes due at once what was put off because of something on our own side: it may have been mended since.
  func hasten() async throws {
    let codes = BankFailure.localCodes
    guard try parts.store.read({ try $0.isAnythingHeld(for: codes) }) else { return }
    try await parts.store.submit { try $0.hastenHeld(for: codes) }
  }

  /// Throws why a query waits for its key, if one does.
  func checkWaiting() throws {
    let (query, now) = try parts.store.read { (try $0.firstQueryWaitingToEnd(), $0.now) }
    guard let query else { return }
    // The one under which its own key rests, and the one of its report.
    for day in [query.dueAt.lastDay, min(now, query.dueAt).lastDay] {
      _ = try parts.store.dayKeys.sealer(of: day, now: now)
    }
    throw SecretFault.unusable(path: parts.store.dayKeys.path(of: query.dueAt.lastDay))
  }
}
