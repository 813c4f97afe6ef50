import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of the latest time")
struct ClockTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func latest() throws -> Moment { try open.store.database.read { try $0.storedTime() } }

  @Test("is the time of the latest write, and no read's")
  func written() throws {
    open.clock.advance(.minutes(1))
    _ = try open.read { try $0.operators() }
    let before = try latest()
    #expect(before < open.now)
    _ = try open.store.edit(.openChannels([.app]))
    #expect(try latest() == open.now)
  }

  @Test("does not go back with a clock that is a little behind")
  func behind() throws {
    _ = try open.store.edit(.openChannels([.app]))
    let noted = open.now
    open.clock.advance(.minutes(-1))
    _ = try open.store.edit(.openChannels([.web]))
    #expect(try latest() == noted)
  }

  @Test(
    "is taken from nobody who has no secret",
    arguments: ["latest = 0", "mac = x'00'", "boot = 'x'", "ahead = 1", "keeper = 'x'"])
  func altered(change: String) throws {
    try open.tamper("update clock set \(change)")
    let code = fault { try open.store.database.read { try $0.notedTime(open.store.seals) } }
    #expect(code == "authority_altered")
  }
}
