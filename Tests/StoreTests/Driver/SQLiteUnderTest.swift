import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

/// SQLite in the suite of drivers.
struct SQLiteUnderTest: DriverUnderTest {
  var testDescription: String { "SQLite" }

  func fresh() throws -> TestDatabase { try TestDatabase.sandbox() }

  func open(_ database: TestDatabase) throws -> any Database { try database.connection() }

  func whileLocked(_ database: TestDatabase, to engine: any Database, _ work: () throws -> Void) throws {
    let own = try #require(engine as? SQLiteDatabase)
    try own.run("pragma busy_timeout = 20")
    defer { try? own.run("pragma busy_timeout = 10000") }
    try database.connection().write { session in
      try session.execute("begin exclusive")
      defer { _ = try? session.execute("rollback") }
      try work()
    }
  }

  func whileFull(_ engine: any Database, _ work: () async throws -> Void) async throws {
    let own = try #require(engine as? SQLiteDatabase)
    let pages = try own.write { try $0.first("pragma page_count") { $0.int(0) } ?? 0 }
    try own.run("pragma max_page_count = \(pages)")
    defer { try? own.run("pragma max_page_count = 1000000") }
    try await work()
  }

  func whileReadOnly(_ database: TestDatabase, _ work: () throws -> Void) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: database.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: database.path) }
    try work()
  }

  func leaveMark(of worker: String, at database: TestDatabase) throws {
    // The lock went with the process, and the file stays.
    try Data().write(to: URL(fileURLWithPath: "\(database.path)-worker-\(worker)"))
  }

  func bytes(of database: TestDatabase) -> Data? { database.bytes() }
}
