import Domain
import Store

/// What waits to be asked.
public struct QueueReport: Sendable, Equatable {
  public let at: Moment
  /// Queries of which something waits.
  public let queries: Int
  /// Since when the first has waited.
  public let oldest: Moment?
  /// Banks at which something waits.
  public let banks: [BankQueue]
}

extension ServiceWatch {
  public func queue() throws -> QueueReport {
    try store.readGate { transaction, gate in
      let waiting = try transaction.waitingQueries()
      return QueueReport(
        at: transaction.now, queries: waiting.count, oldest: waiting.oldest, banks: try transaction.queues(gate))
    }
  }
}
