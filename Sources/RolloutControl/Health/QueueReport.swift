import Domain
import Store

/// The enquiries that wait to be asked.
public struct QueueReport: Sendable, Equatable {
  public let at: Moment
  /// The number of queries with a waiting enquiry.
  public let queries: Int
  /// The time since which the oldest has waited; nil if none waits.
  public let oldest: Moment?
  /// The banks at which an enquiry waits.
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
