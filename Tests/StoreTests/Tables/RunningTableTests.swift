import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of what runs, and of who was closed when")
struct RunningTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  @Test("has one row, the revision that took force last")
  func running() throws {
    for channel in [Channel.app, .web] { _ = try open.store.edit(.openChannels([channel])) }
    #expect(try open.read { try RunningTable(transaction: $0).number() } == 2)
    #expect(try open.count("running") == 1)
  }

  @Test("has the latest revision that closed a bank, whatever was connected since")
  func closures() throws {
    _ = try open.store.edit(.connect([.icbc, .abc], .everywhere))
    _ = try open.store.edit(.disconnect([.icbc]))
    _ = try open.store.edit(.connect([.icbc], .everywhere))
    #expect(try open.read { try $0.closure(of: .icbc) } == 2)
    #expect(try open.read { try $0.closure(of: .abc) } == nil)
    _ = try open.store.edit(.disconnect([.icbc]))
    #expect(try open.read { try $0.closure(of: .icbc) } == 4)
  }
}
