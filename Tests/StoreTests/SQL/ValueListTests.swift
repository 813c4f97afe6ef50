import TestFixtures
import Testing

@testable import Store

@Suite("A list of values in a statement")
struct ValueListTests {
  @Test(
    "has one of a few sizes, so that statements are found again",
    arguments: [(1, 1), (2, 4), (8, 8), (9, 16), (64, 64), (65, 128), (129, 256), (256, 256)])
  func sizes(count: Int, size: Int) {
    let values = (0..<count).map { SQLValue.int($0) }
    let list = ValueList.filled(values)
    #expect(list.values.count == size && list.placeholders.split(separator: ", ").last == "$\(size)")
    #expect(Array(list.values.prefix(count)) == values)
    #expect(list.values.dropFirst(count).allSatisfy { $0 == .int(count - 1) })
  }

  @Test("finds what is in it and nothing else", arguments: [0, 1, 7, 8, 9, 65, 256])
  func found(count: Int) throws {
    let list = ValueList.filled(Array(0..<count)[...])
    let open = try OpenDatabase()
    let found = try open.database.connection().read { session in
      var found: [Int] = []
      try session.query(
        """
        with recursive numbers (number) as (select 0 union all select number + 1 from numbers where number < 400)
        select number from numbers where number in (\(list.placeholders))
        """, list.values
      ) { found.append($0.int(0)) }
      return found
    }
    #expect(try found == Array(0..<count) && open.count("work") == 0)
  }

  @Test("gives rows of a number and each value")
  func rows() {
    let list = ValueList.filled([SQLValue.int(5), .int(6)])
    #expect(list.rows == (1...4).map { "($\($0))" }.joined(separator: ", "))
    #expect(ValueList.filled([SQLValue]()).values.isEmpty)
  }
}
