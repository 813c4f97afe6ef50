import Domain
import TestFixtures
import Testing
import Text

@testable import RolloutRules
@testable import Store

@Suite("The table of requests that take force without their approvals")
struct BrokenGlassTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  /// Breaks the glass of a request, which is due in a number of minutes.
  @discardableResult
  private func put(_ request: Int, in minutes: Int64, version: Int = 1) throws -> Int {
    try open.write {
      try $0.brokenGlass.insert(
        request: request, version: version, author: "li", reason: "nobody is there", at: $0.now,
        dueAt: TestDatabase.start.adding(.minutes(minutes))
      ).number
    }
  }

  private func states() throws -> [BrokenGlass.State] { try open.read { try $0.allBrokenGlass() }.map(\.state) }

  private func firstDue() throws -> Int? { try open.read { try $0.brokenGlass.firstDue(at: $0.now) }?.number }

  @Test("keeps for which version of which request, by whom and why")
  func kept() throws {
    try put(7, in: 5, version: 3)
    let glass = try #require(try open.read { try $0.allBrokenGlass() }.first)
    #expect(glass.request == 7 && glass.version == 3 && glass.author == "li" && glass.reason == "nobody is there")
    #expect(glass.madeAt == open.now && glass.dueAt == open.now.adding(.minutes(5)) && glass.state == .waiting)
  }

  @Test("gives the latest of a request")
  func latest() throws {
    #expect(try [put(7, in: 5), put(8, in: 5), put(7, in: 9)] == [1, 2, 3])
    #expect(try open.read { try $0.brokenGlass(of: 7) }?.number == 3)
    #expect(try open.read { try $0.brokenGlass(of: 9) } == nil)
  }

  @Test("gives the one whose time came first, and none before")
  func due() throws {
    for minutes in [6, 5, 5] { try put(7, in: Int64(minutes)) }
    open.clock.advance(.milliseconds(5 * 60_000 - 1))
    #expect(try firstDue() == nil)
    open.clock.advance(.minutes(2))
    #expect(try firstDue() == 2)
    try open.write { try $0.brokenGlass.markDone(2, review: 1) }
    #expect(try firstDue() == 3)
  }

  @Test("keeps how one ended, and finds it by the review it left")
  func ended() throws {
    for _ in 0..<3 { try put(7, in: 5) }
    try open.write { transaction in
      try transaction.brokenGlass.markDone(1, review: 4)
      try transaction.brokenGlass.markDropped(2, for: .conflict)
    }
    #expect(try states() == [.done(review: 4), .dropped(.conflict), .waiting])
    #expect(try open.read { try $0.brokenGlass(leaving: 4) }?.number == 1)
    #expect(try open.read { try $0.brokenGlass(leaving: 5) } == nil)
  }

  @Test("ends what waits for a request, and nothing else")
  func withdrawn() throws {
    try put(7, in: 5)
    try put(8, in: 5)
    try put(7, in: 5)
    try open.write { transaction in
      try transaction.brokenGlass.markDropped(3, for: .conflict)
      try transaction.brokenGlass.markWithdrawn(request: 7)
    }
    #expect(try states() == [.withdrawn, .waiting, .dropped(.conflict)])
  }
}
