import Domain
import TestFixtures

@testable import Store

/// A fresh sandbox, opened by two programs: the one writes, the other reads.
struct OpenDatabase {
  let database: TestDatabase
  let store: Store
  private let other: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    other = try database.open()
  }

  var clock: SettableClock { database.clock }
  var now: Moment { clock.now }

  @discardableResult
  func write<Value>(_ work: (Transaction) throws -> Value) throws -> Value { try store.write(work) }

  /// Reads with the other program.
  func read<Value>(_ work: (Transaction) throws -> Value) throws -> Value { try other.read(work) }

  func tamper(_ statements: String...) throws { try database.tamper(statements) }

  /// The number of rows of a table.
  func count(_ table: String) throws -> Int {
    try database.connection().read { try $0.first("select count(*) from \(table)") { $0.int(0) } } ?? 0
  }
}
