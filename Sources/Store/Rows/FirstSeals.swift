import Domain
import Foundation
import RolloutRules
import Sealing

/// Seals the rows of a database from before rows were sealed: once, in the transaction that migrates it.
struct FirstSeals {
  let session: any Snapshot
  let seal: RowSeal

  func write() throws {
    try sealRings()
    for table in SealedTable.lasting + [WorkMigration.enquiries] { try write(table) }
    for table in try vaults() {
      try session.execute("alter table \(table.name) add column \(SealedTable.seal) blob")
      try write(table)
    }
  }

  /// Seals every row of a table.
  func write(_ table: SealedTable) throws {
    let rows = try session.all("select \(table.selection) from \(table.name)") { table.values(of: $0) }
    let conditions = table.identity.enumerated().map { "\($0.element) = $\($0.offset + 2)" }
    for values in rows {
      try session.execute(
        "update \(table.name) set \(SealedTable.seal) = $1 where \(conditions.joined(separator: " and "))",
        [.blob(seal.seal(values, in: table))] + values.prefix(table.identity.count))
    }
  }

  /// Gives each bank the digest of its keys.
  func sealRings() throws {
    let banks = try session.all("select bank from endpoints order by bank") { BankCode($0.text(0)) }
    for bank in banks {
      let digest = try BankKeysTable(sql: session).ring(of: bank).digest
      try session.execute("update endpoints set ring = $1 where bank = $2", .blob(digest), .text(bank.text))
    }
  }

  private func vaults() throws -> [SealedTable] {
    try session.openVaultDays().map { WorkMigration.vault(of: $0) }
  }
}

extension FirstSeals {
  /// Seals the rows that an earlier program has written: only in a database that was not sealed before (`SealingMark`),
  /// and whose audit chain is whole up to the head noted beside the secrets. A database that the secrets do not know
  /// was made up. A database without entries needs no seals.
  static func write(in session: any Snapshot, at location: StoreLocation, secret: ServerSecret) throws {
    guard try session.hasEntries() else { return }
    guard let instance = try session.first("select value from meta where name = 'instance'", read: { $0.text(0) }),
      try isKnown(instance, session, location, secret),
      !SealingMark(secrets: location.secrets, instance: instance).isThere
    else { throw RecordFault.unsealedAgain(location.path) }
    try FirstSeals(session: session, seal: RowSeal(secret, instance: instance)).write()
  }

  private static func isKnown(
    _ instance: String, _ session: any Snapshot, _ location: StoreLocation, _ secret: ServerSecret
  ) throws -> Bool {
    let file = AuditHeadFile(secrets: location.secrets, instance: instance, secret: secret)
    guard let noted = try? file.read() else { return false }
    // Records of that time have no MACs.
    var walk = AuditWalk(
      AuditSeal(secret, instance: instance), isAuthenticated: false, noted: noted.records, expected: nil)
    try session.query("select \(AuditTable.columns) from audit not indexed order by sequence", []) {
      walk.take(AuditTable.entryOfKinds($0, hasMAC: false))
    }
    return walk.problem == nil && walk.hashAtNoted == noted.hash
  }
}

/// The note, beside the secrets, that this database's rows have been sealed. Without this note a writer of the file
/// could take the seals away, claim the version of before, and have forged rows sealed by the next migration.
struct SealingMark {
  private let path: String

  init(secrets: String, instance: String) { path = "\(secrets)/rows-sealed-\(instance.prefix(8))" }

  var isThere: Bool { access(path, F_OK) == 0 }

  func make() throws(SecretFault) {
    guard !isThere else { return }
    try SecretFile.write(Data("chaka-rows-sealed 1\n".utf8), to: path, replacing: false)
  }
}
