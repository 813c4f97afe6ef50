import Foundation
import Sealing
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
  func differs(name: String, other: [SQLValue]) {
    let found = SQLValue.blob(seal.seal(Self.row, in: Self.table))
    #expect(seal.fits(Self.row, found, in: Self.table))
    #expect(!seal.fits(other, found, in: Self.table))
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
  func unsealed() {
    let whole = seal.seal(Self.row, in: Self.table)
    for found in [SQLValue.null, .blob(Data()), .blob(whole.prefix(15)), .text("x"), .integer(0)] {
      #expect(!seal.fits(Self.row, found, in: Self.table))
    }
  }

  @Test("keeps its seals when a column is added that is null in the rows there are")
  func added() {
    let wider = SealedTable(.code, "things", identity: ["number"], bound: ["name", "mark", "note", "later"])
    let found = SQLValue.blob(seal.seal(Self.row, in: Self.table))
    #expect(seal.fits(Self.row + [.null], found, in: wider))
    #expect(!seal.fits(Self.row + [.integer(1)], found, in: wider))
  }
}
