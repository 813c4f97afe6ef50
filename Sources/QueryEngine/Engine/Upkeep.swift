import Domain
import Store

/// What the engine does inside: deadlines, scheduled commits, the guardrail, expiry, taking over from workers that died,
/// forgetting old counts.
struct Upkeep: Sendable {
  let parts: EngineParts

  /// Queries ended at their deadline in one commit.
  private static let batch = 100

  /// Does what is due and says whether there was anything.
  func run() async throws -> Bool {
    try parts.store.applyDue()
    if parts.worker != nil { try await parts.store.takeOverFromDeadWorkers() }
    let ended = try await endOverdue()
    let suspended = try await Guardrail(parts: parts).run()
    let expired = try await Expiry(parts: parts).run()
    let forgotten = try await forget()
    return ended || suspended || expired || forgotten
  }

  private func forget() async throws -> Bool {
    guard try parts.store.read({ try $0.isHealthOld() }) else { return false }
    try await parts.store.submit { try $0.forgetOldHealth() }
    return true
  }

  private func endOverdue() async throws -> Bool {
    let isAny = try parts.store.read { try !$0.overdueQueries(limit: 1).isEmpty }
    guard isAny else { return false }
    try await parts.store.submit { transaction in
      let conclusion = Conclusion(parts: parts, transaction: transaction)
      for query in try transaction.overdueQueries(limit: Self.batch) { try conclusion.endAtDeadline(query) }
    }
    return true
  }
}
