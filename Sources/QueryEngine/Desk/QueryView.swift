import Domain
import Store

/// A query in the form that its person sees.
public struct QueryView: Sendable, Equatable {
  public let query: String
  public let state: QueryState
  public let revision: Int
  public let acceptedAt: Moment
  public let dueAt: Moment
  public let generatedAt: Moment?
  public let expiresAt: Moment?
  /// The code with which it failed: `no_bank_answered`, `cancelled`, `key_lost` or `record_altered`.
  public let reason: String?
  /// The outcomes of the banks, in the order chosen.
  public let banks: [QueryOutcome]
  /// Its place in the queue; nil if none of its enquiries waits to be asked.
  public var queue: QueuePlace?

  init(_ record: QueryRecord, banks: [QueryOutcome]) {
    query = record.id
    state = record.state
    revision = record.revision
    acceptedAt = record.acceptedAt
    dueAt = record.dueAt
    generatedAt = record.machine.generatedAt
    expiresAt = record.machine.expiresAt
    reason = record.machine.reason
    self.banks = banks
  }
}

extension Transaction {
  /// A query with the states of its enquiries.
  func view(of query: QueryRecord) throws -> QueryView {
    guard query.state.isOpen else { return QueryView(query, banks: query.outcomes) }
    let enquiries = try enquiries(of: query.number)
    return QueryView(
      query, banks: enquiries.map { QueryOutcome(bank: $0.bank, state: $0.machine.state, code: $0.machine.code) })
  }
}
