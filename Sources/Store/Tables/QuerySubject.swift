import Foundation

/// The subject of an enquiry: a query with its person's sealed details.
public struct QuerySubject: Sendable {
  public let query: QueryRecord
  public let sealedDetails: Data
}

extension Transaction {
  /// The subject of a query. The details are bound to their person by a seal of their own; the rest of the person's row
  /// does not matter here.
  public func subject(of number: Int) throws -> QuerySubject? {
    guard let query = try query(number: number) else { return nil }
    return try sealedDetails(of: query.person).map { QuerySubject(query: query, sealedDetails: $0) }
  }

  public func sealedDetails(of person: String) throws -> Data? {
    try sql.first("select details from persons where id = $1", .text(person), read: { $0.blob(0) })
  }
}
