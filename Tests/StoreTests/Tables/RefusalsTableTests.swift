import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of refusals")
struct RefusalsTableTests {
  private let open: OpenDatabase
  private let refusal = RefusalRecord(
    id: "R1", codes: ["region_closed", "bank_suspended"], revision: 3, pseudonym: Data("somebody".utf8))

  init() throws {
    open = try OpenDatabase()
    try open.write { try $0.insert(refusal) }
  }

  @Test("keeps number, codes in their order, revision and pseudonym")
  func kept() throws {
    #expect(try open.read { try $0.refusal("R1") } == refusal)
    #expect(try open.read { try $0.refusal("R2") } == nil)
  }

  @Test("gives operators the time, and no pseudonym")
  func told() throws {
    let expected = KeptRefusal(id: "R1", at: open.now, codes: refusal.codes, revision: 3)
    open.clock.advance(.hours(1))
    #expect(try open.read { try $0.keptRefusal("R1") } == expected)
  }

  @Test("takes no number twice")
  func twice() throws {
    #expect(fault { try open.write { try $0.insert(refusal) } } != nil)
    #expect(try open.read { try $0.refusalCount() } == 1)
  }

  @Test("keeps one of somebody who is not known")
  func nobody() throws {
    let unknown = RefusalRecord(id: "R2", codes: ["not_logged_in"], revision: 0, pseudonym: nil)
    try open.write { try $0.insert(unknown) }
    #expect(try open.read { try $0.refusal("R2") } == unknown)
  }
}
