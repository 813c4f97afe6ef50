import Domain
import Foundation
import Migrations
import RolloutRules
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("A database of the version before the rows of its vaults were numbered by part")
struct VaultMigrationTests {
  /// A row of a vault: its query, its part, and its bytes.
  private struct Row: Equatable {
    let query: Int
    let part: Int
    let sealed: String
    let isSealed: Bool
  }

  private static let days = [19_166, 19_167]

  private func rows(_ database: TestDatabase, _ columns: String) throws -> [[Row]] {
    try Self.days.map { day in
      try SQLiteDatabase(path: database.path, creating: false).read { session in
        try session.all("select \(columns), hex(sealed), seal is not null from vault_\(day)") { row in
          Row(query: row.int(0), part: row.int(1), sealed: row.text(2), isSealed: row.int(3) == 1)
        }
      }
    }
  }

  private static func precede(_ left: Row, _ right: Row) -> Bool { (left.query, left.part) < (right.query, right.part) }

  @Test("has its keys and answers, byte for byte, in the order of before, each part once")
  func carried() throws {
    let database = try EarlierDatabase(version: 19).database
    let now = try #require(Moment(text: "2022-06-17T09:51:00+08:00"))
    database.clock.set(now)
    let before = try rows(database, "item >> 20, item & 1048575").map { $0.sorted(by: Self.precede) }
    #expect(fault { try database.open() } == "database_outdated")
    #expect(try database.initialise(now: now) == .migrated(from: 19, to: Migration.all(for: .sqlite).count))
    let after = try rows(database, "item & \(1 << 44 - 1), item >> 44").map { $0.sorted(by: Self.precede) }
    #expect(before.map(\.count) == [6, 17])
    #expect(after == before)
    #expect(try database.open().read { try $0.vault(of: 3, in: CalendarDay(number: 19_166)) }?.answers.count == 3)
  }

  // MARK: One that was filled by the program of before

  private let database: TestDatabase
  private let day = TestDatabase.start.day

  init() throws { database = try TestDatabase.sandbox() }

  private func answers(_ positions: Int...) -> [KeptAnswer] {
    positions.map { KeptAnswer(position: $0, sealed: Data("answer \($0)".utf8)) }
  }

  /// Keeps something for two queries, and numbers and seals the rows as before: those of query 7 by the places of
  /// the answers, as an earlier migration did.
  private func fill(altering item: Int? = nil) throws {
    let store = try database.open()
    let table = SealedTable.vault(of: day)
    let rows: [(item: Int, sealed: Data)] = [
      (7 << 20, Data("key 7".utf8)), (7 << 20 | 3, PackedAnswers.pack(answers(2))),
      (7 << 20 | 6, PackedAnswers.pack(answers(5))), (8 << 20, Data("key 8".utf8)),
      (8 << 20 | 1, PackedAnswers.pack(answers(1, 4, 0))), (8 << 20 | 4, PackedAnswers.pack(answers(3))),
    ]
    try store.write { try $0.prepareVault(of: day) }
    try store.write { transaction in
      for row in rows { try transaction.insert([.int(row.item), .blob(row.sealed)], into: table) }
    }
    if let item { try database.tamper("update \(table.name) set sealed = x'00' where item = \(item)") }
    try SQLiteDatabase(path: database.path, creating: false).write { session in
      try session.execute("delete from migrations where number > 19")
      try session.execute("pragma user_version = 19")
      try DecidingTable.sealAnew(in: session, store.seals)
    }
    #expect(try database.initialise() == .migrated(from: 19, to: Migration.all(for: .sqlite).count))
  }

  private func kept(_ query: Int) throws -> [Int]? {
    try database.open().read { try $0.vault(of: query, in: day)?.answers.map(\.position) }
  }

  @Test("numbers the parts by the answers before, so that the next one has a number of its own")
  func numbered() throws {
    try fill()
    #expect(try kept(7) == [2, 5] && kept(8) == [0, 1, 3, 4])
    let store = try database.open()
    try store.write { try $0.keep(answers(0), of: 7, before: 2, in: day) }
    try store.write { try $0.keep(answers(2), of: 8, before: 4, in: day) }
    #expect(try kept(7) == [0, 2, 5] && kept(8) == [0, 1, 2, 3, 4])
  }

  @Test("leaves what was altered so, and nothing else", arguments: [7 << 20, 7 << 20 | 3])
  func altered(item: Int) throws {
    try fill(altering: item)
    #expect(try kept(7) == nil && kept(8) == [0, 1, 3, 4])
  }
}
