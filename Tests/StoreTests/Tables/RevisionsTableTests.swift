import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of revisions")
struct RevisionsTableTests {
  private let open: OpenDatabase

  /// Revisions 1 and 2 an hour and two after revision 0; revision 3 takes force at the moment of revision 2.
  init() throws {
    open = try OpenDatabase()
    for channel in [Channel.app, .web] {
      open.clock.advance(.hours(1))
      _ = try open.store.edit(.openChannels([channel]))
    }
    _ = try open.store.edit(.openChannels([.offline]))
  }

  private func inForce(after span: Span) throws -> Int? {
    try open.read {
      try RevisionsTable(sql: $0.sql).inForce(at: TestDatabase.start.adding(span))?.stamp.number
    }
  }

  @Test("says which was in force at a time, of those that began at one moment the last")
  func inForce() throws {
    #expect(try inForce(after: .milliseconds(3_599_999)) == nil)
    #expect(try inForce(after: .hours(1)) == 1)
    #expect(try inForce(after: .milliseconds(7_199_999)) == 1)
    #expect(try inForce(after: .hours(2)) == 3)
    #expect(try inForce(after: .days(300)) == 3)
  }

  @Test("tells who made one and when without what it says")
  func stamp() throws {
    let stamp = try #require(try open.read { try RevisionsTable(sql: $0.sql).stamp(1) })
    #expect(stamp.number == 1 && stamp.author == "wang")
    #expect(stamp.effectiveAt == TestDatabase.start.adding(.hours(1)))
    #expect(try open.read { try RevisionsTable(sql: $0.sql).stamp(9) } == nil)
  }

  @Test("has the hash of each beside it, and gives all of them oldest first")
  func hashes() throws {
    let all = try open.read { try RevisionsTable(sql: $0.sql).all() }
    #expect(all.map(\.number) == [0, 1, 2, 3])
    for revision in all {
      #expect(try open.read { try RevisionsTable(sql: $0.sql).hash(of: revision.number) } == revision.hash)
    }
  }

  @Test("takes no number twice")
  func twice() throws {
    let revision = try open.store.runningRevision()
    #expect(fault { try open.store.sqlite.write { try RevisionsTable(sql: $0).insert(revision) } } != nil)
    #expect(try open.count("revisions") == 4)
  }
}
