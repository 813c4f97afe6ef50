import Crypto
import Foundation
import Migrations
import RolloutRules
import Sealing

/// The work of a migration that statements cannot do, as rows are sealed.
enum Carrying {
  /// Enquiries into rows of work. The rows are sealed first where the migration that introduces row seals is applied,
  /// too: from then on a row without a seal was never an old one.
  case work(sealsFirst: Bool)
  /// The rows of the vaults, numbered anew.
  case vaults
}

/// Moves a database's schema forward, and refuses a database whose migrations are not those of this program.
struct Migrator {
  let database: any Database

  /// Applies the missing migrations, all or none, and gives the version reached. Sealed tables are compared with their
  /// seals before and sealed anew afterwards, as a migration may change the tables that decide. `carrying` runs in the
  /// same transaction, after the migration that it belongs to.
  func migrate(
    from version: Int, seals: AuthoritySeals? = nil,
    carrying: (any WriteSession, Carrying) throws -> Void = { _, _ in }
  ) throws -> Int {
    let steps = try database.migrations()
    try refuseNewer(version, known: steps.count)
    if version > 0 { try refuseChanged(steps) }
    let refuseAltered = { (session: any Snapshot) in
      if version > 0 { try self.refuseAltered(in: session, at: version, steps, seals) }
    }
    let missing = steps.filter { $0.number > version }
    guard !missing.isEmpty else {
      try database.snapshot(refuseAltered)
      return steps.count
    }
    let sealsFirst = missing.contains { $0.name == Self.sealingStep }
    try database.apply(missing.map { ($0, Self.checksum(of: $0)) }, after: refuseAltered) { step, session in
      guard version > 0 else { return }
      if step.name == WorkMigration.step { try carrying(session, .work(sealsFirst: sealsFirst)) }
      // Vaults that were carried over by the step before have the new numbers.
      if step.name == VaultMigration.step, !missing.contains(where: { $0.name == WorkMigration.step }) {
        try carrying(session, .vaults)
      }
    } finishing: { session in
      if version > 0, let seals { try DecidingTable.sealAnew(in: session, seals) }
    }
    return steps.count
  }

  /// The name of the migration that introduces row seals.
  static let sealingStep = "seals"

  private func refuseAltered(
    in session: any Snapshot, at version: Int, _ steps: [Migration], _ seals: AuthoritySeals?
  ) throws {
    let isSealed = steps.contains { $0.name == Self.sealingStep && $0.number <= version }
    let isPacked = steps.contains { $0.name == WorkMigration.step && $0.number <= version }
    if let name = try session.alteredEntry(at: version, vaults: isPacked ? .parts : .rows(isSealed: isSealed)) {
      throw StoreFault.schemaAltered(name)
    }
    if let seals, let table = try DecidingTable.altered(in: session, seals) { throw StoreFault.altered(table) }
  }

  /// Refuses a database that is not exactly at this program's version.
  func check(_ version: Int) throws {
    let steps = try database.migrations()
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
