import Foundation
import TestFixtures
import Testing

@testable import Store

/// A file of this version that somebody made without the secrets: it has no seals, and no revision 0.
@Suite("A database that was made up")
struct MadeUpDatabaseTests {
  private let database: TestDatabase

  init() throws {
    let original = try TestDatabase.sandbox()
    database = try original.copied()
    for name in ["database-at", "audit-head"] {
      try FileManager.default.removeItem(atPath: database.secretFile(name))
    }
    try database.tamper(
      "update meta set value = '0123456789abcdef0123456789abcdef' where name = 'instance'",
      "delete from audit", "delete from revisions", "delete from running", "delete from authority",
      "delete from operators", "delete from answers", "delete from health", "update clock set mac = null, latest = 0")
  }

  @Test("is begun where there is nothing in it")
  func bare() throws {
    #expect(try database.initialise() == .made)
    #expect(try database.open().verifyAudit().isIntact)
  }

  private static let entries = [
    "insert into operators values ('mallory', 'administrator', 0, 'mallory')",
    """
    insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key, registered_at,
      password_failures) values ('P', x'01', x'02', x'', 'CN-SH', 1, x'', x'', 0, 0)
    """,
    "insert into endpoints (bank, url, changed_at) values ('icbc', 'http://127.0.0.1:9/', 0)",
    "insert into sessions (token_hash, person, expires_at) values (x'00', 'P', 9)",
    "insert into vaults values (19000, 'gone')", "insert into closures values ('icbc', 1)",
    "insert into audit values (1, 0, 'a', 'init', 'database', '{}', 'x', null)",
    "insert into known_requesters values (x'00', x'00', 1)",
    """
    insert into requests (number, author, version, content, comment, made_at, state)
    values (1, 'mallory', 1, '{}', '', 0, 'open')
    """,
  ]

  @Test("is begun by nobody where anything is in it", arguments: entries)
  func entered(_ statement: String) throws {
    try database.tamper(statement)
    #expect(fault { try database.initialise() } == "database_older")
    #expect(fault { try database.open() } != nil)
  }
}
