import Foundation

/// A worker that is alive for as long as the object lives: however its process ends, others take over its work at once
/// instead of waiting for the lease to end.
public final class WorkerMark: Sendable {
  /// The worker's identifier in its claims.
  public let id: String
  private let mark: any Sendable

  /// Throws `StoreFault.databaseReadOnly` where a worker cannot be marked.
  public init(for store: Store) throws(StoreFault) {
    id = String(UInt64.random(in: .min ... .max), radix: 36)
    mark = try store.database.mark(worker: id)
  }
}

extension Store {
  /// Makes the work due at once that dead workers had taken on.
  public func takeOverFromDeadWorkers() async throws {
    try await database.releaseDeadWorkers { id in
      try await submit(protecting: [.work(.exclusive), .outbox]) { try $0.releaseClaims(of: id) }
    }
  }
}

extension Transaction {
  func releaseClaims(of worker: String) throws {
    let now = SQLValue.integer(now.milliseconds)
    try sql.execute(
      """
      update enquiries set next_at = $1, owner = null
      where owner = $2 and next_at > $3 and state in ('queued', 'sent', 'acknowledged')
      """, now, .text(worker), now)
    try sql.execute(
      "update outbox set next_at = $1, owner = null where owner = $2 and next_at > $3", now, .text(worker), now)
  }
}
