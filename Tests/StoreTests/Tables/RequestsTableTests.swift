import Domain
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("The table of requests")
struct RequestsTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  @discardableResult
  private func ask(_ author: String = "wang") throws -> ApprovalRequest {
    try open.write { try $0.insertRequest(["change": "something"], author: author, comment: "because") }
  }

  private func request(_ number: Int) throws -> ApprovalRequest {
    try #require(try open.read { try $0.request(number) })
  }

  @Test("numbers requests in their order, and keeps who asked for what")
  func kept() throws {
    #expect(try [ask().number, ask("li").number] == [1, 2])
    let request = try request(2)
    #expect(request.author == "li" && request.comment == "because" && request.content == ["change": "something"])
    #expect(request.version == 1 && request.state == .open && request.madeAt == open.now)
    #expect(try open.read { try $0.allRequests() }.map(\.number) == [1, 2])
    #expect(try open.read { try $0.request(3) } == nil)
  }

  @Test("gives who approved, the oldest first")
  func approvals() throws {
    let asked = try ask()
    for name in ["zhao", "li"] {
      open.clock.advance(.minutes(1))
      try open.write { try $0.approve(asked, by: name) }
    }
    #expect(try request(1).approvals.map(\.by) == ["zhao", "li"])
  }

  @Test("takes no approval of one operator for one version twice")
  func twice() throws {
    let asked = try ask()
    try open.write { try $0.approve(asked, by: "li") }
    #expect(fault { try open.write { try $0.approve(asked, by: "li") } } != nil)
    #expect(try request(1).approvals.count == 1)
  }

  @Test("has no approvals of an edited one")
  func edited() throws {
    let asked = try ask()
    try open.write { try $0.approve(asked, by: "li") }
    try open.write { _ = try $0.replaceRequest(asked, with: ["change": "another"], comment: "better") }
    let request = try request(1)
    #expect(request.version == 2 && request.content == ["change": "another"] && request.comment == "better")
    #expect(request.approvals.isEmpty)
  }

  private static let ends: [ApprovalRequest.State] = [.done, .rejected(by: "li", reason: "too early")]

  @Test("keeps how one ended, and leaves the others", arguments: ends)
  func closed(state: ApprovalRequest.State) throws {
    let asked = try ask()
    try ask()
    try open.write { try $0.close(asked, state) }
    #expect(try request(1).state == state && request(2).state == .open)
  }
}
