import Sealing
import Store

/// The engine's work without banks: deadlines, scheduled commits, the guardrail, expiry, taking over from dead workers,
/// deleting old counts.
struct DueWork: Sendable {
  let parts: EngineParts

  /// The number of queries ended at their deadline in one round.
  private static let batch = 100

  /// Does the due work and gives whether there was any. A failure is reported and keeps no other work from being done.
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

  /// Ends queries, each in a transaction of its own that shares its commit with the others', so that one that cannot be
  /// ended keeps no other from ending.
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

  /// Makes the work due at once that was put off because of a fault on our own side, which may have been repaired
  /// since.
  func hasten() async throws {
    parts.throttles.forgive()
    guard try parts.store.read({ try $0.isAnyEndHeld() }) else { return }
    try await parts.store.submit { try $0.hastenEnds() }
  }

  /// Throws the fault for which a query waits for its key, if one does.
  func checkWaiting() throws {
    let (query, now) = try parts.store.read { (try $0.firstQueryWaitingToEnd(), $0.now) }
    guard let query else { return }
    // The day under whose key the query's own key rests, and the day of its report.
    for day in [query.dueAt.lastDay, min(now, query.dueAt).lastDay] {
      _ = try parts.store.dayKeys.sealer(of: day, now: now)
    }
    throw SecretFault.unusable(path: parts.store.dayKeys.path(of: query.dueAt.lastDay))
  }
}
