import Domain
import Sealing
import Store

/// What the engine does inside: deadlines, scheduled commits, the guardrail, expiry, taking over from workers that died,
/// forgetting old counts.
struct Upkeep: Sendable {
  let parts: EngineParts

  /// Queries ended at their deadline in one round.
  private static let batch = 100

  /// Does what is due and says whether there was anything. What goes wrong with one thing is reported and keeps nothing
  /// else from being done.
  func run(reporting report: (any Error) -> Void) async -> Bool {
    let works: [() async throws -> Bool] = [
      applyDue, endOverdue, endWaiting, { try await Guardrail(parts: parts).run() },
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
    try await end(parts.store.read { try $0.waitingConclusions(limit: Self.batch) }) { try $0.endWaiting($1) }
  }

  /// Each in a transaction of its own that shares its commit with the others', so that one that cannot be ended keeps no
  /// other from it.
  private func end(
    _ queries: [QueryRecord], _ end: @escaping @Sendable (Conclusion, QueryRecord) throws -> Void
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
    of query: QueryRecord, _ end: @escaping @Sendable (Conclusion, QueryRecord) throws -> Void
  ) async -> (any Error)? {
    do {
      try await parts.store.submit { transaction in
        guard let query = try transaction.query(number: query.number), query.state.isOpen || query.isAltered
        else { return }
        try end(Conclusion(parts: parts, transaction: transaction), query)
      }
      return nil
    } catch {
      return error
    }
  }

  /// Throws why a query waits for its key, if one does.
  func checkWaiting() throws {
    guard let query = try parts.store.read({ try $0.firstWaitingConclusion() }) else { return }
    _ = try parts.store.dayKeys.sealer(of: query.dueAt.lastDay, now: parts.store.now())
  }
}
