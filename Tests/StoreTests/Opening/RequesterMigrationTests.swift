import Foundation
import Migrations
import TestFixtures
import Testing

@testable import Store

/// A database from before codes had a requester, with people and codes in it.
@Suite("The migration to requesters")
struct RequesterMigrationTests {
  private let folder: TemporaryFolder
  private let connection: SQLiteDatabase
  private let steps: [Migration]

  init() throws {
    folder = try TemporaryFolder()
    connection = try SQLiteDatabase(path: folder.path(of: "chaka.sqlite"), creating: true)
    let all = try Migration.all(for: .sqlite)
    let number = try #require(all.first { $0.name == "requesters" }?.number)
    try connection.apply(all.filter { $0.number < number }.map { ($0, "") }) { _ in }
    steps = all.filter { $0.number == number }
    try connection.run(
      """
      insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key,
        registered_at, password_failures)
      values ('P1', x'01', x'02', x'', 'CN-SH', 7, x'', x'', 0, 0)
      """)
    try connection.run(
      """
      insert into codes (phone_hash, purpose, binding, code_hash, sent_at, expires_at, attempts, state)
      values (x'02', 'login', x'', x'03', 1000, 301000, 0, 'open')
      """)
  }

  @Test("leaves people their numbers, and makes open codes nobody's, which still count as sent")
  func migrates() throws {
    try connection.apply(steps.map { ($0, "") }) { _ in }
    let kept = try connection.read { session in
      try session.first("select id from persons where phone_hash = x'02' and phone_lost_at is null") { $0.text(0) }
    }
    #expect(kept == "P1")
    let codes = try connection.read { session in
      try session.all("select requester, own, sent_at from codes") { ($0.blob(0), $0.int(1), $0.int(2)) }
    }
    #expect(codes.map(\.0) == [Data()] && codes.map(\.1) == [0] && codes.map(\.2) == [1_000])
  }
}
