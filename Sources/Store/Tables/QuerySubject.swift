import Domain
import Foundation

/// What a bank is asked about: a query with its person, read in one statement because it is read for every bank.
public struct QuerySubject: Sendable {
  public let state: QueryState
  /// The version of the agreement the person accepted.
  public let agreement: String
  /// The key banks seal their answers to.
  public let publicKey: Data
  public let acceptedAt: Moment
  public let dueAt: Moment
  public let person: String
  public let sealedDetails: Data
}

extension Transaction {
  public func subject(of query: Int) throws -> QuerySubject? {
    try sql.first(
      """
      select q.state, q.agreement, q.public_key, q.accepted_at, q.due_at, p.id, p.details
      from queries q join persons p on p.id = q.person where q.number = $1
      """,
      .int(query)
    ) { row in
      guard let state = QueryState(rawValue: row.text(0)) else { throw StoreFault.corrupt("queries") }
      return QuerySubject(
        state: state, agreement: row.text(1), publicKey: row.blob(2), acceptedAt: Moment(milliseconds: row.integer(3)),
        dueAt: Moment(milliseconds: row.integer(4)), person: row.text(5), sealedDetails: row.blob(6))
    }
  }
}
