import Domain
import Sealing

/// What banks know enquiries and consents by.
extension Transaction {
  /// The identifiers of an enquiry and its consent.
  public struct EnquiryNames: Sendable, Equatable {
    public let enquiry: String
    public let consent: String
  }

  /// The identifiers of a query's enquiry at a place: derived, or stored for a query from before. Nil if a stored one is
  /// missing or was altered.
  public func names(ofPlace position: Int, in query: QueryRecord) throws -> EnquiryNames? {
    guard query.identifierKey == nil else { return store.names(ofPlace: position, in: query) }
    let table = SealedTable.namedEnquiries
    let found = try sql.first(
      "select \(table.selection) from named_enquiries where query = $1 and position = $2", .int(query.number),
      .int(position)
    ) { row -> EnquiryNames? in
      isIntact(row, in: table) ? EnquiryNames(enquiry: row.text(2), consent: row.text(3)) : nil
    }
    return found ?? nil
  }

  /// The query, open or not, and the place that a bank's identifier stands for; nil if no bank was asked under it.
  public func place(named identifier: String) throws -> (query: QueryRecord, position: Int)? {
    if let name = store.identifiers.read(identifier) {
      guard let query = try query(number: name.query), query.identifierKey == name.version,
        query.identifierTag == name.tag
      else { return nil }
      return (query, name.place)
    }
    let table = SealedTable.namedEnquiries
    let found = try sql.first("select \(table.selection) from named_enquiries where id = $1", .text(identifier)) {
      row -> (query: Int, position: Int)? in
      isIntact(row, in: table) ? (row.int(0), row.int(1)) : nil
    }
    guard let found = found ?? nil, let query = try query(number: found.query) else { return nil }
    return (query, found.position)
  }
}

extension Store {
  /// The derived identifiers of an enquiry and its consent; nil for a query from before, whose identifiers are stored.
  public func names(ofPlace position: Int, in query: QueryRecord) -> Transaction.EnquiryNames? {
    query.identifierKey.map { version in
      Transaction.EnquiryNames(
        enquiry: identifiers.enquiry(
          query: query.number, place: position, tag: query.identifierTag, version: version),
        consent: identifiers.consent(
          query: query.number, place: position, tag: query.identifierTag, version: version))
    }
  }
}

extension QueryRecord {
  /// What tells the query from another one with its number, which a restored backup may give again: the lowest 32 bits
  /// of the letters of its identifier, which are drawn at random.
  var identifierTag: UInt32 { id.utf8.suffix(7).reduce(0) { $0 << 5 | UInt32(Self.value(ofLetter: $1)) } }

  /// The value of a letter; what is none counts by its lowest bits.
  private static func value(ofLetter letter: UInt8) -> UInt8 { Base32.value(of: letter) ?? letter & 31 }
}
