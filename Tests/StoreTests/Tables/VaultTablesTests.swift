import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("A vault")
struct VaultTablesTests {
  private let database: TestDatabase
  private let store: Store
  private let day = TestDatabase.start.day
  private let needle = Data("NEEDLE-in-the-vault-0123456789-abcdefghijklmnopqrstuvwxyz".utf8)

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    try store.write { try $0.prepareVault(of: day) }
  }

  private func item(_ position: Int, _ sealed: Data) -> VaultItem {
    VaultItem(position: position, enquiry: position < 0 ? "" : "E\(position)", consent: "", sealed: sealed)
  }

  @Test("keeps the first of two items for one place, and the key before the answers")
  func first() throws {
    try store.write { transaction in
      try transaction.keep(item(1, Data("one".utf8)), of: 7, in: day)
      try transaction.keep(item(1, Data("two".utf8)), of: 7, in: day)
      try transaction.keep(item(VaultItem.keyPosition, Data("key".utf8)), of: 7, in: day)
    }
    let items = try store.read { try $0.vault(of: 7, in: day) }
    #expect(items.map { String(decoding: $0.sealed, as: UTF8.self) } == ["key", "one"])
    #expect(try store.read { try $0.vaultKey(of: 7, in: day) } == Data("key".utf8))
    #expect(try store.read { try $0.vaultKey(of: 8, in: day) } == nil)
  }

  @Test("moves what is a query's to a later day, and nothing else")
  func moves() throws {
    try store.write { transaction in
      for query in [7, 8] { try transaction.keep(item(0, Data("\(query)".utf8)), of: query, in: day) }
      try transaction.moveVault(of: 7, from: day, to: day.adding(1))
    }
    #expect(try store.read { try $0.vault(of: 7, in: day) }.isEmpty)
    #expect(try store.read { try $0.vault(of: 8, in: day) }.count == 1)
    #expect(try store.read { try $0.vault(of: 7, in: day.adding(1)) }.map(\.sealed) == [Data("7".utf8)])
  }

  @Test("ends with its day, and not before")
  func ends() throws {
    database.clock.set(day.end.adding(.milliseconds(-1)))
    #expect(try store.read { try $0.endedVaults() }.isEmpty)
    database.clock.set(day.end)
    #expect(try store.read { try $0.endedVaults() }.map(\.day) == [day])
    try store.write { try $0.dropVault(day) }
    #expect(try store.read { try $0.endedVaults() }.map(\.isDropped) == [true])
    try store.write { try $0.forgetVault(day) }
    #expect(try store.read { try $0.endedVaults() }.isEmpty)
  }

  @Test("leaves no byte in the file or its WAL once it is dropped and the log is truncated")
  func noBytes() throws {
    for query in 0..<200 {
      try store.write { transaction in
        try transaction.keep(item(0, needle + Data(count: query * 7)), of: query, in: day)
        if query % 3 == 0 { try transaction.clearVault(of: query / 2, in: day) }
      }
    }
    #expect(database.bytes().range(of: needle) != nil)
    database.clock.set(day.end)
    try store.write { try $0.dropVault(day) }
    #expect(try store.truncateLog())
    #expect(database.bytes().range(of: needle) == nil)
  }

  @Test("is not clean while a reader stands in the way of the truncation")
  func reader() throws {
    try store.write { try $0.keep(item(0, needle), of: 1, in: day) }
    try store.sqlite.run("pragma busy_timeout = 20")
    let other = try database.connection()
    let cleaned = try other.read { session in
      _ = try session.first("select count(*) from vaults") { $0.int(0) }
      try store.write { try $0.dropVault(day) }
      return try store.truncateLog()
    }
    #expect(!cleaned)
    #expect(try store.truncateLog())
    #expect(database.bytes().range(of: needle) == nil)
  }

  @Test("is in use while an open query keeps something in it")
  func inUse() throws {
    let number = try store.write { try $0.insert(.sample("Q1")) }
    let query = try #require(try store.read { try $0.query(number: number) })
    #expect(try store.read { try $0.isVaultInUse(query.vaultDay) })
    #expect(try !store.read { try $0.isVaultInUse(query.vaultDay.adding(1)) })
    var machine = query.machine
    _ = machine.handle(.cancelled, at: database.clock.now)
    try store.write { try $0.update(number, machine: machine, vaultDay: query.vaultDay, outcomes: []) }
    #expect(try !store.read { try $0.isVaultInUse(query.vaultDay) })
  }

  @Test(
    "says of an altered item that it is, and gives no altered key on", arguments: ["sealed = x'00'", "enquiry = 'E9'"])
  func altered(change: String) throws {
    try store.write { try $0.keep(item(VaultItem.keyPosition, needle), of: 7, in: day) }
    try database.tamper("update vault_\(day.number) set \(change)")
    #expect(try store.read { try $0.vault(of: 7, in: day) }.map(\.isAltered) == [true])
    #expect(fault { try store.read { try $0.vaultKey(of: 7, in: day) } } == "record_altered")
  }
}
