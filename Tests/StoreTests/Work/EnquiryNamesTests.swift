import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("What banks know enquiries by")
struct EnquiryNamesTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func accept(_ id: String, identifierKey: Int? = 1) throws -> QueryRecord {
    try open.write { transaction in
      try transaction.put(.sample(id, of: "person of \(id)", at: [.abc, .boc], identifierKey: identifierKey)).query
    }
  }

  private func names(_ query: QueryRecord) throws -> [Transaction.EnquiryNames?] {
    try open.read { transaction in try [0, 1].map { try transaction.names(ofPlace: $0, in: query) } }
  }

  private func place(_ identifier: String) throws -> [Int]? {
    try open.read { try $0.place(named: identifier) }.map { [$0.query.number, $0.position] }
  }

  // MARK: Derived

  @Test("is derived from query and place, each once, and read back")
  func derived() throws {
    let queries = try ["Q-ONE", "Q-TWO"].map { try accept($0) }
    var all: [String] = []
    for query in queries {
      let names = try names(query).map { try #require($0) }
      for (position, name) in names.enumerated() {
        #expect(open.store.names(ofPlace: position, in: query) == name)
        #expect(try place(name.enquiry) == [query.number, position])
        // A consent's identifier names no enquiry.
        #expect(try place(name.consent) == nil)
        all += [name.enquiry, name.consent]
      }
    }
    #expect(Set(all).count == 8 && all.allSatisfy { $0.utf8.count == 27 })
    #expect(try open.count("named_enquiries") == 0)
  }

  @Test("is read back of a query that has ended, too")
  func ended() throws {
    let query = try accept("Q-ONE")
    let name = try #require(try names(query)[1])
    try open.write { transaction in
      var machine = query.machine
      _ = machine.handle(.cancelled, at: transaction.now)
      try transaction.update(query, machine: machine, vaultDay: query.vaultDay, outcomes: [])
      try transaction.deleteWork(of: query)
    }
    #expect(try place(name.enquiry) == [1, 1])
  }

  @Test("names nothing where another query has the number: its tag is another")
  func tag() throws {
    let before = try accept("Q-ONE")
    let name = try #require(try names(before)[0])
    let other = QueryRecord.sample("Q-0NF", of: before.person, at: before.banks).numbered(before.number)
    #expect(other.identifierTag != before.identifierTag)
    try open.write { try $0.replace(other) }
    #expect(try place(name.enquiry) == nil)
    let new = try #require(try names(other)[0])
    #expect(new != name)
    #expect(try place(new.enquiry) == [1, 0])
  }

  @Test(
    "has a tag of the last letters of the query's identifier",
    arguments: [
      ("Q0000000", 0, "Q0000001", 1), ("Q000000Z", 31, "Q0000010", 32), ("QZZZZZZZ", UInt32.max, "Q3ZZZZZZ", .max),
      ("A0000007", 7, "B0000007", 7),
    ] as [(String, UInt32, String, UInt32)])
  func tags(one: String, tag: UInt32, other: String, otherTag: UInt32) {
    #expect(QueryRecord.sample(one).identifierTag == tag && QueryRecord.sample(other).identifierTag == otherTag)
  }

  @Test("names nothing under another version than the query's, of no query, or at random")
  func nothing() throws {
    let query = try accept("Q-ONE")
    let key = try #require(query.identifierKey)
    let free = open.store.identifiers.enquiry(query: 2, place: 0, tag: query.identifierTag, version: key)
    for identifier in [free, "", "E", "E-1", "E00000000000000000000000000", "银行"] {
      #expect(try place(identifier) == nil, "\(identifier)")
    }
    let name = try #require(try names(query)[0])
    try open.write { transaction in
      let stored = QueryRecord.sample("Q-ONE", of: query.person, at: query.banks, identifierKey: nil)
      try transaction.replace(stored.numbered(query.number))
    }
    #expect(try place(name.enquiry) == nil)
  }

  // MARK: Stored

  /// A query of before with its stored identifiers.
  private func acceptedBefore() throws -> QueryRecord {
    let query = try accept("Q-OLD", identifierKey: nil)
    try open.write { transaction in
      for position in 0...1 {
        try transaction.insert(
          [.int(query.number), .int(position), .text("E-\(position)"), .text("C-\(position)")], into: .namedEnquiries)
      }
    }
    return query
  }

  @Test("is what was stored with a query from before, until it ends")
  func stored() throws {
    let query = try acceptedBefore()
    #expect(open.store.names(ofPlace: 0, in: query) == nil)
    #expect(try names(query) == [.init(enquiry: "E-0", consent: "C-0"), .init(enquiry: "E-1", consent: "C-1")])
    #expect(try place("E-1") == [query.number, 1])
    #expect(try place("C-1") == nil)
    #expect(try open.read { try $0.names(ofPlace: 2, in: query) } == nil)
    try open.write { try $0.deleteWork(of: query) }
    #expect(try open.count("named_enquiries") == 0)
    #expect(try names(query) == [nil, nil])
    #expect(try place("E-1") == nil)
  }

  private static let alterations = ["id = 'E-9'", "consent = 'C-9'", "position = 7", "query = 7", "seal = null"]

  @Test("is none where a stored one was altered, and the other place's is as it was", arguments: alterations)
  func altered(change: String) throws {
    let query = try acceptedBefore()
    try open.tamper("update named_enquiries set \(change) where position = 0")
    #expect(try names(query) == [nil, .init(enquiry: "E-1", consent: "C-1")])
    for identifier in ["E-0", "E-9"] { #expect(try place(identifier) == nil) }
    #expect(try place("E-1") == [query.number, 1])
  }
}
