import Foundation
import TestFixtures
import Testing

@testable import Store

/// A name that is in a table twice, as text and as bytes, is two rows for the engine and one for a program.
@Suite("A name that stands in a table twice")
struct DoubledNameTests {
  private let whole: WholeDatabase

  init() throws { whole = try WholeDatabase() }

  private static let doubled = [
    "insert into meta values (cast('sandbox' as blob), 'true')", "insert into meta values (x'00', 'x')",
    "insert into operators select cast(name as blob), role, added_at, added_by from operators",
    "insert into certified values ('boc', 1), (cast('boc' as blob), 2)",
    "insert into closures values (cast('icbc' as blob), 1)",
  ]

  @Test("ends no program, and is shown or refused", arguments: doubled)
  func ends(_ statement: String) throws {
    try whole.database.tamper(statement)
    let found = fault { try whole.finding().map { _ in throw Found() } }
    #expect(found != nil)
    _ = fault { try whole.open(regardless: false).runningRevision() }
  }

  private struct Found: Error {}

  @Test("is told from a name that stands there once")
  func distinct() throws {
    #expect(try Dictionary(distinct: [("a", 1), ("b", 2)], in: "meta") == ["a": 1, "b": 2])
    #expect(throws: StoreFault.altered("meta")) { try Dictionary(distinct: [("a", 1), ("a", 1)], in: "meta") }
  }
}
