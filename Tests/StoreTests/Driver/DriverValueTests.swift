import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("Values in a driver")
struct DriverValueTests {
  private static let values: [(name: String, value: SQLValue)] = [
    ("no number", .null), ("zero", .integer(0)), ("minus one", .integer(-1)), ("the largest", .integer(.max)),
    ("the smallest", .integer(.min)), ("more than 32 bits", .integer(1 << 40)),
    ("an empty text", ""), ("a text", "abc"), ("Chinese", "上海市 🏦 𠮷"), ("quotes", "it's \"quoted\" \\ --"),
    ("what looks like a parameter", "$1"), ("what looks like a number", "007"), ("a long text", .text(long)),
    ("no bytes", .blob(Data())), ("one zero byte", .blob(Data([0]))), ("every byte", .blob(Data(0...255))),
    ("many bytes", .blob(Data(repeating: 0xA5, count: 1 << 20))),
  ]
  private static let long = String(repeating: "长文本", count: 20_000)

  private static let cases = drivers.flatMap { driver in values.map { Case(driver: driver, name: $0, value: $1) } }

  struct Case: Sendable, CustomTestStringConvertible {
    let driver: any DriverUnderTest
    let name: String
    let value: SQLValue

    var testDescription: String { "\(driver.testDescription): \(name)" }

    /// The columns for values of this kind, all of which may be null.
    var column: String {
      switch value {
      case .null, .integer: "moved_at"
      case .text: "password_trying"
      case .blob: "seal"
      }
    }
  }

  private func write(_ value: SQLValue, to column: String, _ scene: DriverScene) throws {
    try scene.write { session in
      try session.execute(
        """
        insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key,
          registered_at, password_failures) values ($1, $2, $3, $4, 'CN-SH', 1, $5, $6, 1, 0)
        """, "P1", .blob(Data([1])), .blob(Data([2])), .blob(Data()), .blob(Data()), .blob(Data()))
      try session.execute("update persons set \(column) = $1 where id = $2", value, "P1")
    }
  }

  @Test("come back as they were written, each of its kind, in other programs as well", arguments: cases)
  func kinds(test: Case) throws {
    let scene = try DriverScene(test.driver)
    defer { withExtendedLifetime(scene) {} }
    try write(test.value, to: test.column, scene)
    let read = try scene.other.snapshot { sql in
      try sql.first("select \(test.column), id from persons where id = $1", "P1") {
        row -> (SQLValue, SQLKind, Bool, Int) in
        (row.value(0), row.kind(0), row.isNull(0), row.width)
      }
    }
    let (value, kind, isNull, width) = try #require(read)
    #expect(value == test.value && width == 2)
    switch test.value {
    case .null: #expect(kind == .null && isNull)
    case .integer: #expect(kind == .integer && !isNull)
    case .text: #expect(kind == .text && !isNull)
    case .blob: #expect(kind == .blob && !isNull)
    }
  }

  @Test("that are bound find their row, and no other", arguments: cases)
  func bound(test: Case) throws {
    guard test.value != .null else { return }
    let scene = try DriverScene(test.driver)
    defer { withExtendedLifetime(scene) {} }
    try write(test.value, to: test.column, scene)
    let found = try scene.other.snapshot { sql in
      try sql.all("select id from persons where \(test.column) = $1", test.value) { $0.text(0) }
    }
    #expect(found == ["P1"])
  }

  @Test("are counted: a statement gives how many rows it changed", arguments: drivers)
  func counted(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let counts = try scene.write { session -> [Int] in
      for name in ["a", "b", "c"] { try scene.add(name, in: session) }
      return [
        try session.execute("update nonces set until = 2 where nonce <> $1", "a"),
        try session.execute("delete from nonces where nonce = $1", "d"), try session.execute("delete from nonces"),
      ]
    }
    #expect(counts == [2, 0, 3])
  }
}
