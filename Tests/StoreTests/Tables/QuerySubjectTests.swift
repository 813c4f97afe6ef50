import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The subject of a query")
struct QuerySubjectTests {
  private let open: OpenDatabase

  init() throws {
    open = try OpenDatabase()
    try open.write { transaction in
      for person in ["P1", "P2"] { try transaction.register(.sample(person)) }
      _ = try transaction.insert(.sample("Q1", of: "P2"))
    }
  }

  @Test("is the query with the sealed details of its own person")
  func found() throws {
    let subject = try #require(try open.read { try $0.subject(of: 1) })
    #expect(subject.query.id == "Q1" && subject.sealedDetails == Data("details of P2".utf8))
    #expect(try open.read { try $0.sealedDetails(of: "P1") } == Data("details of P1".utf8))
  }

  @Test("is none where query or person is missing")
  func missing() throws {
    #expect(try open.read { try $0.subject(of: 2) } == nil)
    #expect(try open.read { try $0.sealedDetails(of: "P3") } == nil)
    try open.tamper("delete from persons where id = 'P2'")
    #expect(try open.read { try $0.subject(of: 1) } == nil)
  }

  @Test("says that its query was altered")
  func altered() throws {
    try open.tamper("update queries set person = 'P1'")
    let subject = try #require(try open.read { try $0.subject(of: 1) })
    #expect(subject.query.isAltered && subject.query.publicKey.isEmpty)
  }
}
