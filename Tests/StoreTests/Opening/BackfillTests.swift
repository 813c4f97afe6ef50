import Domain
import Foundation
import Migrations
import TestFixtures
import Testing

@testable import Store

/// The counts that the migration makes of earlier people and queries.
@Suite("The migration that counts people and answers")
struct BackfillTests {
  private let database: TestDatabase
  private let connection: SQLiteDatabase

  init() throws {
    database = try TestDatabase.sandbox()
    connection = try database.connection()
  }

  /// Runs the statements that fill the new tables once more, on the present rows.
  private func backfill() throws {
    let step = try #require(try Migration.all(for: .sqlite).first { $0.name == "impact" })
    let plain = step.sql.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
    for statement in plain.components(separatedBy: ";\n") where statement.contains("insert into") {
      try connection.run(statement.trimmingCharacters(in: CharacterSet(charactersIn: "; \n")))
    }
  }

  private func rows(_ sql: String) throws -> [[Int]] {
    try connection.read { try $0.all(sql) { [$0.int(0), $0.int(1), $0.int(2)] } }
  }

  @Test("counts people by region and bucket")
  func people() throws {
    for (number, bucket) in [7, 7, 9].enumerated() {
      try connection.run(
        """
        insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key,
          registered_at, password_failures)
        values ('P\(number)', x'0\(number)', x'0\(number)', x'', 'CN-SH', \(bucket), x'', x'', 0, 0)
        """)
    }
    try backfill()
    #expect(
      try rows("select bucket, count, region = 'CN-SH' from population order by bucket") == [[7, 2, 1], [9, 1, 1]])
    #expect(try rows("select hundred, count, region = 'CN-SH' from population_hundreds") == [[0, 3, 1]])
  }

  @Test("counts how enquiries ended, by region and day")
  func answers() throws {
    let midnight = try #require(Moment(text: "2022-06-10")).milliseconds
    let queries = [
      ("icbc answered;abc timed_out no_answer;boc withdrawn cancelled", "\(midnight)"),
      ("icbc answered", "\(midnight + 1)"), ("icbc failed bad_shape;abc declined", "null"),
    ]
    for (number, (outcomes, generated)) in queries.enumerated() {
      try connection.run(
        """
        insert into queries (id, person, state, revision, region, channel, agreement, banks, outcomes, public_key,
          vault_day, accepted_at, due_at, generated_at)
        values ('Q\(number)', 'P', 'reported', 1, 'CN-SH', 'app', '1', 'icbc', '\(outcomes)', x'', 1, \(midnight - 1),
          \(midnight), \(generated))
        """)
    }
    try backfill()
    let day = try #require(Moment(text: "2022-06-10")).day.number
    #expect(try rows("select day, ended, answered from answers order by day") == [[day - 1, 2, 0], [day, 3, 2]])
  }
}
