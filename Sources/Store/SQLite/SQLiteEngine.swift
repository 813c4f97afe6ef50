import Foundation
import Migrations

/// SQLite as an engine of the store.
extension SQLiteDatabase: Database {
  func snapshot<Value>(_ body: (any Snapshot) throws -> Value) throws -> Value { try read { try body($0) } }

  func migrations() throws -> [Migration] { try Migration.all(for: .sqlite) }

  func apply(
    _ migrations: [(step: Migration, checksum: String)], after check: (any Snapshot) throws -> Void,
    carrying: (Migration, any WriteSession) throws -> Void, finishing: (any WriteSession) throws -> Void
  ) throws {
    try apply(migrations, first: { try check($0) }, after: { try carrying($0, $1) }, then: { try finishing($0) })
  }

  func truncateLog() throws -> Bool { try truncateWAL() }

  func readers() -> [String] { LogReaders.names(ofDatabase: path) }

  func mark(worker: String) throws(StoreFault) -> any Sendable { try FileMark(of: worker, besideDatabase: path) }

  func releaseDeadWorkers(_ release: (_ worker: String) async throws -> Void) async throws {
    try await FileMark.releaseDead(besideDatabase: path, release)
  }
}

extension SQLiteSession: WriteSession {
  func tables(startingWith prefix: String) throws -> [String] {
    try all(
      """
      select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
      and substr(name, 1, length($1)) = $1 order by name
      """, .text(prefix)
    ) { $0.text(0) }
  }

  func alteredEntry(at version: Int, vaults: VaultForm) throws -> String? {
    try Schema.difference(in: self, from: Schema.expected(at: version), vaults: vaults)
  }

  func tableOfOtherKinds() throws -> String? { try Schema.tableOfOtherKinds(in: self) }

  func isStorageWhole() throws -> Bool {
    try first("pragma integrity_check(1)", read: { $0.text(0) }) ?? "ok" == "ok"
  }
}

extension StoreLocation {
  /// Opens the database of this location by the engine that it is kept by, or makes it there.
  func openDatabase(creating: Bool) throws -> any Database { try SQLiteDatabase(path: path, creating: creating) }

  /// The file of the service's lock: beside the database itself, however many links lead to it. As its name begins with
  /// the database's, no output of a command replaces it.
  var serviceFile: String {
    guard let resolved = realpath(path, nil) else { return path + "-service" }
    defer { free(resolved) }
    return String(cString: resolved) + "-service"
  }
}
