import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of which revision changed what")
struct ChangesTableTests {
  private let open: OpenDatabase

  init() throws {
    open = try OpenDatabase()
    _ = try open.store.edit(.openRegions([.shanghai], .half), .openChannels([.app]))
    _ = try open.store.edit(.openRegions([.yunnan], .half))
    _ = try open.store.edit(.openRegions([.shanghai], .full))
  }

  private func latest(_ path: String, upTo revision: Int) throws -> Int? {
    try open.read { try ChangesTable(sql: $0.sql).latest(of: path, upTo: revision) }
  }

  @Test("gives the latest up to a revision, that one included")
  func upTo() throws {
    let path = "regions.CN-SH.share"
    #expect(try [0, 1, 2, 3, 9].map { try latest(path, upTo: $0) } == [nil, 1, 1, 3, 3])
  }

  @Test("knows nothing of what was never changed")
  func never() throws {
    #expect(try latest("regions.CN-GD.share", upTo: 9) == nil)
  }

  @Test("gives each revision's paths, sorted")
  func all() throws {
    let all = try open.read { try ChangesTable(sql: $0.sql).all() }
    #expect(
      all == [1: ["channels.app", "regions.CN-SH.share"], 2: ["regions.CN-YN.share"], 3: ["regions.CN-SH.share"]])
  }
}
