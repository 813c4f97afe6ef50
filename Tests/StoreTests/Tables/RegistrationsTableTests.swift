import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of what each bank registered last")
struct RegistrationsTableTests {
  private let open: OpenDatabase

  init() throws {
    open = try OpenDatabase()
    try note { try $0.note(endpoint: Data("first".utf8), of: .abc) }
  }

  private func note(_ work: (RegistrationsTable) throws -> Void) throws {
    try open.write { try work(RegistrationsTable(transaction: $0)) }
  }

  private func registration(of bank: BankCode = .abc) throws -> Registration? {
    try open.read { try RegistrationsTable(transaction: $0).registration(of: bank) }
  }

  @Test("names the endpoint that was registered last, of each bank its own")
  func endpoint() throws {
    try note { try $0.note(endpoint: Data("second".utf8), of: .abc) }
    #expect(try registration()?.endpoint == Data("second".utf8))
    #expect(try registration(of: .boc)?.endpoint == nil)
  }

  @Test("names endpoint and certification beside one another")
  func both() throws {
    try note { try $0.note(certification: 7, Data("certificate".utf8), of: .abc) }
    let found = try #require(try registration())
    #expect(found.endpoint == Data("first".utf8))
    #expect(found.certification?.number == 7 && found.certification?.seal == Data("certificate".utf8))
    try note { try $0.note(endpoint: Data("second".utf8), of: .abc) }
    #expect(try registration()?.certification?.number == 7)
  }
}
