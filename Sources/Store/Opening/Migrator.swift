import Crypto
import Domain
import Foundation
import Migrations
import Sealing

/// Moves a database's schema forward, and refuses one that has gone another way.
struct Migrator {
  let database: SQLiteDatabase

  /// Applies what is missing, all of it or nothing, and gives the version reached. `sealing` is done in the same
  /// transaction where the step is among it from which rows are sealed: a row that has no seal later was never an old one.
  func migrate(from version: Int, sealing: (SQLiteSession) throws -> Void) throws -> Int {
    let steps = try Migration.all(for: .sqlite)
    try refuseNewer(version, known: steps.count)
    if version > 0 { try refuseChanged(steps) }
    let missing = steps.filter { $0.number > version }
    guard !missing.isEmpty else { return steps.count }
    try database.apply(missing.map { ($0, Self.checksum(of: $0)) }) { session in
      if missing.contains(where: { $0.name == Self.sealingStep }) { try sealing(session) }
    }
    return steps.count
  }

  /// The step from which rows are sealed.
  static let sealingStep = "seals"

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

  static func checksum(of step: Migration) -> String {
    Data(SHA256.hash(data: Data(step.sql.utf8))).hexadecimal
  }
}
