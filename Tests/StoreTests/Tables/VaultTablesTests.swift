import Domain
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

  private func answer(_ position: Int, _ text: String) -> KeptAnswer {
    KeptAnswer(position: position, sealed: Data(text.utf8))
  }

  private func kept(_ query: Int, in day: CalendarDay? = nil) throws -> [String]? {
    try store.read { try $0.vault(of: query, in: day ?? self.day) }.map { content in
      ([content.key] + content.answers.map(\.sealed)).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// A key for a query, and an answer of each of two commits.
  private func fill(_ query: Int) throws {
    try store.write { try $0.keep(key: Data("key \(query)".utf8), of: query, in: day) }
    for before in 0...1 {
      try store.write { try $0.keep([answer(before, "\(query) \(before)")], of: query, before: before, in: day) }
    }
  }

  private func rows() throws -> Int {
    try database.connection().read { try $0.first("select count(*) from vault_\(day.number)") { $0.int(0) } } ?? 0
  }

  // MARK: Parts

  @Test("keeps the answers of a commit as one row, beside that of the key")
  func parts() throws {
    try store.write { transaction in
      try transaction.keep(key: Data("key".utf8), of: 7, in: day)
      try transaction.keep((0..<20).map { answer($0, "\($0)") }, of: 7, before: 0, in: day)
    }
    #expect(try rows() == 2)
    try store.write { try $0.keep((20..<24).map { answer($0, "\($0)") }, of: 7, before: 20, in: day) }
    #expect(try rows() == 3)
    #expect(try kept(7) == ["key"] + (0..<24).map { "\($0)" })
  }

  @Test("gives answers in the order of their places, of two at one place the first, and the key before them")
  func first() throws {
    try store.write { transaction in
      try transaction.keep([answer(3, "three"), answer(1, "one")], of: 7, before: 0, in: day)
      try transaction.keep([answer(1, "two"), answer(0, "zero")], of: 7, before: 2, in: day)
      try transaction.keep([answer(2, "never")], of: 7, before: 2, in: day)
      for key in ["key", "another"] { try transaction.keep(key: Data(key.utf8), of: 7, in: day) }
    }
    #expect(try kept(7) == ["key", "zero", "one", "three"])
    #expect(try store.read { try $0.vaultKey(of: 7, in: day) } == Data("key".utf8))
  }

  @Test("keeps the identifiers that an answer is bound to, where they are derived from nothing")
  func names() throws {
    let old = KeptAnswer(position: 0, sealed: needle, names: .init(enquiry: "E-1", consent: "C-1"))
    try store.write { transaction in
      try transaction.keep(key: Data("key".utf8), of: 7, in: day)
      try transaction.keep([old, answer(1, "new")], of: 7, before: 0, in: day)
    }
    #expect(try store.read { try $0.vault(of: 7, in: day) }?.answers == [old, answer(1, "new")])
  }

  @Test("has nothing of a query without a key, of a day without a table, and gives no key of another query")
  func missing() throws {
    try store.write { try $0.keep([answer(0, "one")], of: 7, before: 0, in: day) }
    #expect(try kept(7) == nil && kept(8) == nil && kept(7, in: day.adding(3)) == nil)
    #expect(try store.read { try $0.vaultKey(of: 7, in: day) } == nil)
    #expect(try store.read { try $0.vaultKey(of: 7, in: day.adding(3)) } == nil)
  }

  @Test("tells each query's rows from its neighbours'")
  func neighbours() throws {
    for query in [6, 7, 8] { try fill(query) }
    #expect(try kept(7) == ["key 7", "7 0", "7 1"])
    #expect(try store.read { try $0.keptCounts(in: day) } == [6: 3, 7: 3, 8: 3])
    try store.write { try $0.clearVault(of: 7, in: day) }
    #expect(try kept(6) == ["key 6", "6 0", "6 1"] && kept(7) == nil && kept(8) == ["key 8", "8 0", "8 1"])
  }

  @Test("takes another key in the place of a query's")
  func rekeyed() throws {
    try fill(7)
    try store.write { try $0.replaceVaultKey(Data("resealed".utf8), of: 7, in: day) }
    #expect(try kept(7) == ["resealed", "7 0", "7 1"])
  }

  @Test("moves what is a query's to a later day, and nothing else")
  func moves() throws {
    for query in [7, 8] { try fill(query) }
    try store.write { try $0.moveVault(of: 7, from: day, to: day.adding(1)) }
    #expect(try kept(7) == nil && kept(8) == ["key 8", "8 0", "8 1"])
    #expect(try kept(7, in: day.adding(1)) == ["key 7", "7 0", "7 1"])
    #expect(try kept(8, in: day.adding(1)) == nil)
  }

  // MARK: The end of a day

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
        let answer = KeptAnswer(position: 0, sealed: needle + Data(count: query * 7))
        try transaction.keep([answer], of: query, before: 0, in: day)
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
    try store.write { try $0.keep(key: needle, of: 1, in: day) }
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
    let query = try store.write { try $0.insert(.sample("Q1")) }
    #expect(try store.read { try $0.isVaultInUse(query.vaultDay) })
    #expect(try !store.read { try $0.isVaultInUse(query.vaultDay.adding(1)) })
    var machine = query.machine
    _ = machine.handle(.cancelled, at: database.clock.now)
    try store.write { try $0.update(query, machine: machine, vaultDay: query.vaultDay, outcomes: []) }
    #expect(try !store.read { try $0.isVaultInUse(query.vaultDay) })
  }

  // MARK: Altered rows

  private static let alterations = ["sealed = x'00'", "sealed = cast(sealed as text)", "seal = null"]

  @Test("gives nothing of a query of which a row was altered, and another's as it is", arguments: alterations, 0...2)
  func altered(change: String, part: Int) throws {
    for query in [7, 8] { try fill(query) }
    try database.tamper("update vault_\(day.number) set \(change) where item = \(Transaction.item(7, part: part))")
    #expect(try kept(7) == nil && kept(8) == ["key 8", "8 0", "8 1"])
    let key = fault { try store.read { try $0.vaultKey(of: 7, in: day) } }
    #expect(key == (part == 0 ? "record_altered" : nil))
    let move = fault { try store.write { try $0.moveVault(of: 7, from: day, to: day.adding(1)) } }
    #expect(move == "record_altered")
  }

  @Test("passes no row off as another one's: of another query, another part, another day")
  func elsewhere() throws {
    for query in [7, 8] { try fill(query) }
    try store.write { try $0.prepareVault(of: day.adding(1)) }
    let table = "vault_\(day.number)"
    try database.tamper(
      "insert into vault_\(day.number + 1) select * from \(table)",
      "update \(table) set item = \(Transaction.item(9, part: 0)) where item = \(Transaction.item(8, part: 0))",
      "update \(table) set item = \(Transaction.item(7, part: 3)) where item = \(Transaction.item(7, part: 2))")
    #expect(try kept(7) == nil && kept(8) == nil && kept(9) == nil)
    #expect(try kept(7, in: day.adding(1)) == nil)
  }

  @Test("gives nothing of bytes that hold no answers, though they are sealed")
  func otherForm() throws {
    try fill(7)
    try store.write { transaction in
      try transaction.insert(
        [.int(Transaction.item(7, part: 9)), .blob(Data([1]))], into: .vault(of: day))
    }
    #expect(try kept(7) == nil)
  }

  /// The query of which `fill(7)` keeps a key and two answers.
  private var seventh: QueryRecord {
    let sample = QueryRecord.sample("Q7", at: [.abc, .boc])
    return QueryRecord(
      number: 7, id: sample.id, person: sample.person, revision: 1, region: sample.region, channel: .app,
      agreement: "1", banks: sample.banks, publicKey: sample.publicKey, acceptedAt: sample.acceptedAt,
      machine: sample.machine, vaultDay: day)
  }

  @Test("lacks an answer of which the row was removed: whoever ends the query notices")
  func removed() throws {
    try fill(7)
    try database.tamper("delete from vault_\(day.number) where item = \(Transaction.item(7, part: 2))")
    #expect(try kept(7) == ["key 7", "7 0"])
    #expect(try store.read { try $0.intactVault(of: seventh, answered: [0, 1]) } == nil)
    #expect(try store.read { try $0.intactVault(of: seventh, answered: [0]) } != nil)
  }

  /// What becomes of the rows kept before, what this commit keeps, the places that have an answer, and whether
  /// everything is there.
  private static let wholes: [(removed: Int?, fresh: [Int], answered: [Int], isWhole: Bool)] = [
    (nil, [], [0, 1], true), (nil, [2], [0, 1, 2], true), (nil, [3, 2], [0, 1, 2, 3], true),
    (0, [2], [0, 1, 2], false), (1, [2], [0, 1, 2], false), (2, [2], [0, 1, 2], false), (2, [], [0, 1], false),
    (nil, [3], [0, 1, 2], false), (nil, [1], [0, 1], false), (nil, [2], [0, 1], false), (nil, [], [0, 1, 2], false),
  ]

  @Test(
    "gives the key of a query that ends, if what was kept before and what is kept now are all its answers, once each",
    arguments: wholes)
  func whole(_ end: (removed: Int?, fresh: [Int], answered: [Int], isWhole: Bool)) throws {
    try fill(7)
    if let part = end.removed {
      try database.tamper("delete from vault_\(day.number) where item = \(Transaction.item(7, part: part))")
    }
    let key = try store.write { transaction in
      let kept = KeptHere(before: 2, fresh: end.fresh)
      if !end.fresh.isEmpty {
        try transaction.keep(end.fresh.map { answer($0, "now") }, of: 7, before: 2, in: day)
      }
      return try transaction.intactKey(of: seventh, answered: end.answered, kept: kept)
    }
    #expect(key == (end.isWhole ? Data("key 7".utf8) : nil))
  }
}
