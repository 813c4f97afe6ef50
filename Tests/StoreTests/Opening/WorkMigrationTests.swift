import Domain
import Foundation
import Migrations
import TestFixtures
import Testing

@testable import Store

@Suite("A database of the version before a query was one row of work")
struct WorkMigrationTests {
  private let database: TestDatabase
  private let shown: EarlierDatabase.Shown
  private let now: Moment

  init() throws {
    database = try EarlierDatabase(version: 16).database
    shown = try EarlierDatabase.shown(version: 16)
    now = try #require(Moment(text: shown.now))
    database.clock.set(now)
  }

  @discardableResult
  private func initialise() throws -> Initialisation { try database.initialise(now: now) }

  private func rows(_ statement: String) throws -> [String] {
    try SQLiteDatabase(path: database.path, creating: false).read { try $0.all(statement) { $0.text(0) } }
  }

  @Test("is refused until it is migrated, which is done once")
  func once() throws {
    #expect(fault { try database.open() } == "database_outdated")
    #expect(try initialise() == .migrated(from: 16, to: Migration.all(for: .sqlite).count))
    #expect(try initialise() == .upToDate)
    #expect(try database.open().runningRevision().number == 5)
  }

  @Test("has its enquiries in rows of work, sealed unless something of the query had been altered")
  func work() throws {
    try initialise()
    let open = shown.queries.filter { ["accepted", "collecting"].contains($0.state) }
    #expect(try rows("select query from work order by query").compactMap { Int($0) } == open.map(\.number).sorted())
    let altered = shown.queries.filter { ["alteredEnquiry", "alteredQuery"].contains($0.person) }.map(\.number)
    #expect(try rows("select query from work where seal is null order by query").compactMap { Int($0) } == altered)
  }

  @Test("has the identifiers that banks know, each where it was")
  func names() throws {
    let columns = "query || ' ' || position || ' ' || id || ' ' || consent"
    let before = try rows("select \(columns) from enquiries order by query, position")
    try initialise()
    #expect(try rows("select \(columns) from named_enquiries order by query, position") == before)
    #expect(try rows("select query from named_enquiries where seal is null") == ["10"])
  }

  @Test("has its kept answers and keys, byte for byte, sealed unless they had been altered")
  func vaults() throws {
    let before = try [19_166, 19_167].flatMap { day in
      try rows("select hex(sealed) from vault_\(day) order by query, position")
    }
    try initialise()
    let after = try [19_166, 19_167].flatMap { day in
      try rows("select hex(sealed) from vault_\(day) order by item & \(1 << 44 - 1), item")
    }
    #expect(before.count == after.count && zip(before, after).allSatisfy { $1.hasSuffix($0) })
    #expect(try rows("select item & \(1 << 44 - 1) from vault_19166 where seal is null").isEmpty)
    #expect(try rows("select item & \(1 << 44 - 1) from vault_19167 where seal is null") == ["9"])
  }

  private static let alterations = [
    "update running set revision = 1", "delete from closures",
    "create trigger late before update on queries begin select 1; end", "create table enquiries2 (id text)",
    "insert into vaults values (19170, 'open')", "drop index enquiries_next",
  ]

  @Test("is not migrated where what decides was altered, and stays as it was", arguments: alterations)
  func altered(statement: String) throws {
    try database.tamper(statement)
    let before = try rows("select sql from sqlite_master where sql is not null order by name")
    #expect(fault { try initialise() } != nil)
    #expect(try rows("select sql from sqlite_master where sql is not null order by name") == before)
    #expect(try rows("select count(*) from migrations") == ["16"])
  }
}
