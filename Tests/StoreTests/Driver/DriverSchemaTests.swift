import Domain
import Foundation
import TestFixtures
import Testing

@testable import Migrations
@testable import Store

@Suite("The schema in a driver")
struct DriverSchemaTests {
  @Test("that is newer than the program is refused, and by init as well", arguments: drivers)
  func newer(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let number = try scene.engine.migrations().count + 1
    let step = Migration(number: number, name: "later", sql: "create table later (id integer not null);")
    try scene.engine.apply([(step, "sum")], after: { _ in }, carrying: { _, _ in }, finishing: { _ in })
    #expect(fault { try scene.database.open() } == "database_newer")
    #expect(fault { try scene.database.initialise() } == "database_newer")
    #expect(try scene.engine.version() == number)
  }

  @Test("whose steps were edited since is refused, whichever step it is", arguments: drivers)
  func edited(driver: any DriverUnderTest) throws {
    let latest = try DriverScene(driver).engine.migrations().count
    for number in [1, latest / 2, latest] {
      let scene = try DriverScene(driver)
      defer { withExtendedLifetime(scene) {} }
      try scene.write { try $0.execute("update migrations set checksum = 'other' where number = $1", .int(number)) }
      #expect(throws: StoreFault.migrationChanged(number)) { try scene.database.open() }
      #expect(throws: StoreFault.migrationChanged(number)) { try scene.database.initialise() }
    }
  }

  private static let alterations = [
    "create table more (id integer)", "drop table presence_checks", "alter table nonces add column more text",
    "drop index queries_open", "create view more as select 1",
  ]

  @Test("that no program of ours made is refused, at opening and in the middle", arguments: drivers, alterations)
  func altered(driver: any DriverUnderTest, statement: String) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let store = try scene.database.open()
    _ = try scene.write { try $0.execute(statement) }
    #expect(fault { try store.write(protecting: []) { $0.note(.asked, of: .abc) } } == "schema_altered")
    #expect(fault { try scene.database.open() } == "schema_altered")
  }

  @Test("of a whole database has its tables, values of their kinds, and whole indexes", arguments: drivers)
  func whole(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    try scene.database.open().prepareDays()
    let latest = try scene.other.migrations().count
    let found = try scene.other.snapshot { sql in
      (
        altered: try sql.alteredEntry(at: latest, vaults: .parts), table: try sql.tableOfOtherKinds(),
        isWhole: try sql.isStorageWhole(), vaults: try sql.tables(startingWith: "vault_")
      )
    }
    #expect(found.altered == nil && found.table == nil && found.isWhole && found.vaults.count == 2)
  }
}
