import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("Opening a database")
struct OpeningTests {
  @Test("finds it as it was made, with WAL and full synchronisation")
  func made() throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    #expect(store.isSandbox)
    #expect(try store.runningRevision().number == 0)
    #expect(try store.runningRevision().rollout == .initial)
    let settings = try store.sqlite.write { session in
      try ["synchronous", "journal_mode", "secure_delete"].map { name in
        try session.first("pragma \(name)") { $0.text(0) } ?? ""
      }
    }
    #expect(settings == ["2", "wal", "1"])
  }

  @Test("refuses one that is not there, and makes nothing")
  func missing() throws {
    let database = try TestDatabase()
    #expect(fault { try database.open() } == "database_missing")
    #expect(!FileManager.default.fileExists(atPath: database.path))
    #expect(!FileManager.default.fileExists(atPath: database.location.secrets))
  }

  private static let strangeFiles: [(String, Data)] = [
    ("empty", Data()), ("text", Data("just a text\n".utf8)), ("zeros", Data(count: 8_192)),
    ("a damaged head", Data("SQLite format 3\0".utf8) + Data(repeating: 0xff, count: 8_192)),
    ("a head alone", Data("SQLite format 3\0".utf8)),
  ]

  @Test("refuses a file that is no database of ours, and leaves it as it is", arguments: strangeFiles)
  func notOurs(name: String, content: Data) throws {
    let database = try TestDatabase()
    _ = try ServerSecret.loadOrMake(in: database.location.secrets, sandbox: true)
    try content.write(to: URL(fileURLWithPath: database.path))
    #expect(fault { try database.open() } == "database_not_ours")
    #expect(database.bytes() == content)
    if !content.isEmpty {
      #expect(fault { try database.initialise() } == "database_not_ours")
      #expect(database.bytes() == content)
    }
  }

  @Test("refuses a folder")
  func folder() throws {
    let database = try TestDatabase()
    try FileManager.default.createDirectory(atPath: database.path, withIntermediateDirectories: true)
    #expect(fault { try database.open() } == "database_not_ours")
  }

  @Test("refuses somebody else's SQLite database, and leaves it as it is")
  func somebodyElses() throws {
    let database = try TestDatabase()
    _ = try ServerSecret.loadOrMake(in: database.location.secrets, sandbox: true)
    try SQLiteDatabase(path: database.path, creating: true).write { session in
      try session.execute("create table notes (text text)")
      try session.execute("pragma journal_mode = delete")
    }
    let before = database.bytes()
    #expect(fault { try database.open() } == "database_not_ours")
    #expect(fault { try database.initialise() } == "database_not_ours")
    #expect(database.bytes() == before)
  }

  @Test("refuses one that is newer than the program, and so does init")
  func newer() throws {
    let database = try TestDatabase.sandbox()
    try database.tamper("pragma user_version = 99")
    #expect(fault { try database.open() } == "database_newer")
    #expect(fault { try database.initialise() } == "database_newer")
    #expect(try database.connection().version() == 99)
  }

  @Test("refuses one that is older than the program")
  func outdated() throws {
    let database = try TestDatabase.sandbox()
    try database.tamper("pragma user_version = 0")
    #expect(fault { try database.open() } == "database_outdated")
  }

  @Test("refuses one whose migrations have been edited since, and so does init")
  func edited() throws {
    let database = try TestDatabase.sandbox()
    try database.tamper("update migrations set checksum = 'other' where number = 1")
    #expect(fault { try database.open() } == "migration_changed")
    #expect(fault { try database.initialise() } == "migration_changed")
  }

  @Test("refuses one that may not be written, to the superuser as well")
  func readOnly() throws {
    let database = try TestDatabase.sandbox()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: database.path)
    #expect(fault { try database.open() } == "database_read_only")
    #expect(fault { try database.initialise() } == "database_read_only")
  }

  @Test("says whose it is where another account may not write it")
  func ofAnotherAccount() {
    var status = stat()
    status.st_uid = 2_000
    let fault = StoreFault.databaseReadOnly("/var/lib/chaka.sqlite", WriteObstacle(status, account: 1_000))
    #expect(fault.code == "database_read_only")
    #expect(fault.message.en.hasPrefix("the database /var/lib/chaka.sqlite belongs to the account "))
    #expect(WriteObstacle(status, account: 0) == .readOnly)
    status.st_uid = 1_000
    #expect(WriteObstacle(status, account: 1_000) == .readOnly)
  }
}
