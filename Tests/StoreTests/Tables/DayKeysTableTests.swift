import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of day keys")
struct DayKeysTableTests {
  private let open: OpenDatabase

  init() throws {
    open = try OpenDatabase()
    try open.write { try $0.prepareDayKeys() }
  }

  private func through() throws -> Int? {
    try open.database.connection().read { try $0.first("select through from day_keys") { $0.int(0) } }
  }

  @Test("notes through which day keys were made, ten days ahead")
  func noted() throws {
    #expect(try through() == open.now.day.adding(10).number)
    open.clock.advance(.days(1))
    try open.write { try $0.prepareDayKeys() }
    #expect(try through() == open.now.day.adding(10).number)
  }

  @Test("has no key made again that was made once, also where it was lost")
  func lost() throws {
    let lost = open.store.dayKeys.path(of: open.now.day.adding(5))
    try FileManager.default.removeItem(atPath: lost)
    open.clock.advance(.days(1))
    let again = try open.database.open()
    try again.write { try $0.prepareDayKeys() }
    #expect(!FileManager.default.fileExists(atPath: lost))
    #expect(FileManager.default.fileExists(atPath: again.dayKeys.path(of: open.now.day.adding(10))))
  }
}
