import Crypto
import Foundation
import Sealing

/// A small table that decides who may do what, what is in force and what falls due. A digest of all its rows is bound to
/// the end of the audit chain, so that a row that was altered, added, removed or put back is noticed before it is used.
enum DecidingTable: String, CaseIterable, Sendable {
  case operators, requests, approvals, reviews, scheduled, unconfirmed, running, closures, certified, maintenances, meta
  case migrations
  case brokenGlass = "broken_glass"

  /// Those of which something falls due by itself.
  static let falling: Set<DecidingTable> = [.scheduled, .unconfirmed, .certified, .brokenGlass]

  /// The columns that tell its rows apart.
  private var key: String {
    switch self {
    case .operators, .meta: "name"
    case .requests, .reviews, .scheduled, .maintenances, .migrations, .brokenGlass: "number"
    case .approvals: "request, version, operator"
    case .unconfirmed: "revision"
    case .running: "id"
    case .closures, .certified: "bank"
    }
  }

  /// SHA-256, hexadecimal, over every value of every row, each with its kind and its length. The rows are read from the
  /// table itself, which no index stands in for.
  func digest(in sql: any SQLSession) throws -> String {
    var hash = SHA256()
    try sql.query("select * from \(rawValue) not indexed order by \(key)", []) { row in
      for column in 0..<row.width { hash.update(data: Self.bytes(row, column)) }
      hash.update(data: Data("\n".utf8))
    }
    return hash.finalize().hexadecimal
  }

  private static func bytes(_ row: any SQLRow, _ column: Int) -> Data {
    let kind = row.kind(column)
    let value =
      switch kind {
      case .null: Data()
      case .integer: Data("\(row.integer(column))".utf8)
      case .real, .text, .blob: row.blob(column)
      }
    return Data("\(kind.rawValue) \(value.count) ".utf8) + value
  }
}

/// While the schema changes, the seal is looked after without the rest of the program.
extension DecidingTable {
  private static func isSealed(_ sql: any SQLSession) throws -> Bool {
    let tables = try sql.all("select 1 from sqlite_master where name = 'authority'") { _ in true }
    guard !tables.isEmpty else { return false }
    return try AuthorityTable(sql: sql).read() != nil
  }

  /// The name of a table that is not as it was sealed; nil where nothing is sealed yet.
  static func altered(in sql: any SQLSession, _ seals: AuthoritySeals) throws -> String? {
    guard try isSealed(sql), let row = try AuthorityTable(sql: sql).read()?.row else { return nil }
    guard let authority = seals.open(row) else { return "authority" }
    return try allCases.first { table in
      guard let digest = authority.digests[table] else { return false }
      return try table.digest(in: sql) != digest
    }?.rawValue
  }

  static func sealAnew(in sql: any SQLSession, _ seals: AuthoritySeals) throws {
    guard try isSealed(sql), let row = try AuthorityTable(sql: sql).read()?.row else { return }
    guard var authority = seals.open(row) else { throw StoreFault.altered("authority") }
    for table in allCases { authority.digests[table] = try table.digest(in: sql) }
    try AuthorityTable(sql: sql).write(seals.row(of: authority))
  }
}
