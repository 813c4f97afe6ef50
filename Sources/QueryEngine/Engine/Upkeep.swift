import Domain
import Store

/// What the engine does inside: deadlines, scheduled commits, expiry, taking over from workers that died.
struct Upkeep: Sendable {
  let parts: EngineParts

  /// Queries ended at their deadline in one commit.
  private static let batch = 100

  /// Does what is due and says whether there was anything.
  func run() async throws -> Bool {
    try parts.store.applyDue()
    if parts.worker != nil { try await parts.store.takeOverFromDeadWorkers() }
    let ended = try await endOverdue()
    let expired = try await Expiry(parts: parts).run()
    return ended || expired
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
