import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of operators")
struct OperatorsTableTests {
  private let open: OpenDatabase

  init() throws {
    open = try OpenDatabase()
    for (name, role) in [("wang", OperatorRole.operator), ("li", .approver)] {
      try open.write { try $0.setOperator(name, role, by: "tester") }
    }
  }

  private func names() throws -> [String] { try open.read { try $0.operators() }.map(\.name) }

  @Test("knows who made the database first, and gives all by name")
  func order() throws {
    #expect(try names() == ["li", "tester", "wang"])
    #expect(try open.read { try $0.role(of: "tester") } == .administrator)
  }

  @Test("keeps a role, since when and by whom")
  func kept() throws {
    let found = try #require(try open.read { try $0.operators() }.first)
    #expect(found == OperatorRecord(name: "li", role: .approver, addedAt: open.now, addedBy: "tester"))
  }

  @Test("gives somebody who has a role another in its place")
  func replaced() throws {
    open.clock.advance(.minutes(1))
    try open.write { try $0.setOperator("wang", .viewer, by: "li") }
    #expect(try open.read { try $0.role(of: "wang") } == .viewer)
    #expect(try open.read { try $0.operators() }.last?.addedBy == "li")
    #expect(try names().count == 3)
  }
}
