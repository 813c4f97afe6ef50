import Crypto
import Domain
import Foundation
import Migrations
import Sealing

/// Moves a database's schema forward, and refuses one that has gone another way.
struct Migrator {
  let database: SQLiteDatabase

  /// Applies what is missing and gives the version reached.
  func migrate(from version: Int) throws -> Int {
    let steps = try Migration.all(for: .sqlite)
    try refuseNewer(version, known: steps.count)
    if version > 0 { try refuseChanged(steps) }
    for step in steps where step.number > version {
      try database.apply(step, checksum: Self.checksum(of: step))
    }
    return steps.count
  }

  /// Refuses a database that is not exactly at this program's version.
  func check(_ version: Int) throws {
    let steps = try Migration.all(for: .sqlite)
    try refuseNewer(version, known: steps.count)
    guard version == steps.count else {
      throw StoreFault.databaseOutdated(database.path, found: version, known: steps.count)
    }
    try refuseChanged(steps)
  }

  private func refuseNewer(_ version: Int, known: Int) throws {
    guard version <= known else { throw StoreFault.databaseNewer(database.path, found: version, known: known) }
  }

  private func refuseChanged(_ steps: [Migration]) throws {
    let applied = try database.appliedChecksums()
    for step in steps {
      if let checksum = applied[step.number], checksum != Self.checksum(of: step) {
        throw StoreFault.migrationChanged(step.number)
      }
    }
  }

  private static func checksum(of step: Migration) -> String {
    Data(SHA256.hash(data: Data(step.sql.utf8))).hexadecimal
  }
}
