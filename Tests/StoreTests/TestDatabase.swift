import Domain
import Foundation
import RolloutRules
import TestFixtures
import Testing
import Text

@testable import Store

extension TestDatabase {
  /// Another program's connection.
  func connection() throws -> SQLiteDatabase { try SQLiteDatabase(path: path, creating: false) }

  /// The path of the one file beside the secrets whose name has a prefix.
  func secretFile(_ prefix: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: location.secrets)
    let name = try #require(names.first { $0.hasPrefix(prefix) && !$0.hasSuffix(".lock") })
    return location.secrets + "/" + name
  }
}

extension SQLiteDatabase {
  func run(_ statement: String) throws {
    _ = try write { try $0.execute(statement) }
  }
}

extension Store {
  /// The store's own connections, for what no engine promises.
  var sqlite: SQLiteDatabase { get throws { try #require(database as? SQLiteDatabase) } }

  /// Seals the present rows, as whoever holds the secrets can.
  func sealAsItIs() throws {
    try sqlite.write { session in
      var authority = try #require(try AuthorityTable(sql: session).row().flatMap { seals.open($0) })
      authority.head = try AuditTable(sql: session, seal: auditSeal).head()
      authority.running = try session.first("select revision from running") { $0.int(0) } ?? 0
      authority.runningHash = try RevisionsTable(sql: session).hash(of: authority.running) ?? ""
      for table in DecidingTable.allCases { authority.digests[table] = try DecidingRows(table, in: session).digest }
      try AuthorityTable(sql: session).write(seals.row(of: authority))
    }
  }

  /// The endpoints of the banks that have one: the simplest thing to write and read.
  func addresses() throws -> [String] { try read { try $0.endpoints().compactMap(\.url) } }
}
