import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("A sealed table")
struct SealedTableTests {
  private static let table = SealedTable(.code, "things", identity: ["number"], bound: ["name", "mark", "note"])
  private static let row: [SQLValue] = [.integer(1), .text("a"), .blob(Data([1])), .null]
  private let seal = RowSeal(ServerSecret(isSandbox: true), instance: "one")

  private static let others: [(String, [SQLValue])] = [
    ("another number", [.integer(2), .text("a"), .blob(Data([1])), .null]),
    ("another text", [.integer(1), .text("b"), .blob(Data([1])), .null]),
    ("a text for bytes", [.integer(1), .text("a"), .text("\u{1}"), .null]),
    ("bytes for a text", [.integer(1), .blob(Data("a".utf8)), .blob(Data([1])), .null]),
    ("a text for a number", [.text("1"), .text("a"), .blob(Data([1])), .null]),
    ("columns exchanged", [.integer(1), .blob(Data([1])), .text("a"), .null]),
    ("null for a text", [.integer(1), .null, .blob(Data([1])), .null]),
    ("an empty text for null", [.integer(1), .text("a"), .blob(Data([1])), .text("")]),
    ("a text moved to the next column", [.integer(1), .null, .text("a"), .null]),
    ("what looks like the next column", [.integer(1), .text("a\0\0\0\u{4}mark"), .blob(Data([1])), .null]),
  ]

  @Test("has another seal for every other row", arguments: others)
  func differs(name: String, other: [SQLValue]) throws {
    let found = SQLValue.blob(seal.seal(Self.row, in: Self.table))
    #expect(try fits(Self.row, found))
    #expect(try !fits(other, found))
  }

  @Test("has another seal for the same row of another table, database or secret")
  func elsewhere() {
    let secret = ServerSecret(isSandbox: true)
    let table = SealedTable(.code, "thing", identity: ["number"], bound: ["name", "mark", "note"])
    let here = RowSeal(secret, instance: "one").seal(Self.row, in: Self.table)
    #expect(here == RowSeal(secret, instance: "one").seal(Self.row, in: Self.table))
    #expect(here != RowSeal(secret, instance: "one").seal(Self.row, in: table))
    #expect(here != RowSeal(secret, instance: "two").seal(Self.row, in: Self.table))
    #expect(here != seal.seal(Self.row, in: Self.table))
  }

  @Test("does not take a row without a seal, or with a shorter one")
  func unsealed() throws {
    let whole = seal.seal(Self.row, in: Self.table)
    for found in [SQLValue.null, .blob(Data()), .blob(whole.prefix(15)), .text("x"), .integer(0)] {
      #expect(try !fits(Self.row, found))
    }
  }

  @Test("keeps its seals when a column is added that is null in the rows there are")
  func added() throws {
    let wider = SealedTable(.code, "things", identity: ["number"], bound: ["name", "mark", "note", "later"])
    let found = SQLValue.blob(seal.seal(Self.row, in: Self.table))
    #expect(try fits(Self.row + [.null], found, in: wider))
    #expect(try !fits(Self.row + [.integer(1)], found, in: wider))
  }

  /// Sizes around the one from which a value is not copied.
  private static let stored: [[SQLValue]] =
    [0, 1, 511, 512, 513, 40_000].map { size in
      [.integer(-7), .text(String(repeating: "查", count: size / 3)), .blob(Data(repeating: 5, count: size)), .null]
    } + [row, [.integer(.min), .text("\0a"), .text("1"), .blob(Data([0]))]]

  @Test("finds the same seal in a row as it is stored", arguments: stored)
  func inRow(values: [SQLValue]) throws {
    let right = seal.seal(values, in: Self.table)
    var bytes = Self.table.prefix
    for (name, value) in zip(Self.table.names, values) { SealText.append(name, value, to: &bytes) }
    #expect(right == seal.seal(bytes))
    #expect(try fits(values, .blob(right)))
    #expect(try !fits(values, .blob(right.dropLast())) && !fits(values, .null) && !fits(values, .text("x")))
    var other = values
    other[0] = .text("-7")
    #expect(try !fits(other, .blob(right)))
  }

  @Test("takes no floating-point number for what it looks like")
  func real() throws {
    let right = seal.seal([.integer(1), .null, .null, .null], in: Self.table)
    let database = try OpenDatabase()
    let found = try database.database.connection().read { session in
      try session.first("select 1.0, null, null, null, $1", .blob(right)) { seal.fits($0, in: Self.table) }
    }
    #expect(found == false)
  }

  /// Whether a row of these values, as the engine gives it, has the seal that was found.
  private func fits(_ values: [SQLValue], _ found: SQLValue, in table: SealedTable = table) throws -> Bool {
    let columns = (1...values.count + 1).map { "$\($0)" }.joined(separator: ", ")
    let open = try OpenDatabase()
    var isRight: Bool?
    try open.database.connection().read { session in
      try session.query("select \(columns)", values + [found]) { isRight = seal.fits($0, in: table) }
    }
    withExtendedLifetime(open) {}
    return try #require(isRight as Bool?)
  }
}
