import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

/// One engine of the store as the suite of drivers sees it: how databases of it come about, and what happens to them
/// from outside. Every test in this folder holds for every engine: none names one, and each runs against all of
/// `drivers`. A new engine adopts this, joins the list, and passes.
protocol DriverUnderTest: Sendable, CustomTestStringConvertible {
  /// A fresh sandbox.
  func fresh() throws -> TestDatabase
  /// Opens a database as one program does.
  func open(_ database: TestDatabase) throws -> any Database
  /// Does work while another program is in the middle of a write of everything. The engine's patience is short
  /// meanwhile.
  func whileLocked(_ database: TestDatabase, to engine: any Database, _ work: () throws -> Void) throws
  /// Does work while the disk has no room for a megabyte more.
  func whileFull(_ engine: any Database, _ work: () async throws -> Void) async throws
  /// Does work while the database may only be read.
  func whileReadOnly(_ database: TestDatabase, _ work: () throws -> Void) throws
  /// Leaves behind what the process of a worker leaves that was killed.
  func leaveMark(of worker: String, at database: TestDatabase) throws
  /// Everything of a database that rests on the disk; nil where the bytes of dropped rows may linger, so that only the
  /// destruction of the day's key closes them (rule 6).
  func bytes(of database: TestDatabase) -> Data?
}

/// The engines that the store has.
let drivers: [any DriverUnderTest] = [SQLiteUnderTest()]

/// A fresh database, as two programs have it open.
struct DriverScene {
  let driver: any DriverUnderTest
  let database: TestDatabase
  let engine: any Database
  /// The same database as another program has it open.
  let other: any Database

  init(_ driver: any DriverUnderTest) throws {
    self.driver = driver
    database = try driver.fresh()
    engine = try driver.open(database)
    other = try driver.open(database)
  }

  /// What a test's own work throws.
  struct Refused: Error {}

  /// One write transaction of the one program; the engine's errors come as faults of the store.
  @discardableResult
  func write<Value>(
    protecting protections: Protections = [], _ body: (any WriteSession) throws -> Value
  ) throws -> Value {
    try engine.translating { try engine.transaction(protecting: protections, hook: .none, body) }
  }

  /// Adds a row with a name.
  func add(_ name: String, in session: any WriteSession) throws {
    try session.execute("insert into nonces (nonce, until) values ($1, 1)", .text(name))
  }

  func names(in sql: any SQLSession) throws -> [String] {
    try sql.all("select nonce from nonces order by nonce") { $0.text(0) }
  }

  /// The names that the other program sees.
  func stored() throws -> [String] { try other.snapshot { try names(in: $0) } }
}
