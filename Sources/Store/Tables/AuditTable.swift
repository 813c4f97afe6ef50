import Domain
import Foundation
import RolloutRules
import Text

/// The audit chain.
struct AuditTable: ChainRecords {
  let sql: any SQLSession
  let seal: AuditSeal

  static let columns = "sequence, at, author, action, object, detail, hash"

  /// Adds a record after the end of the chain.
  func append(
    after tail: AuditHead, at: Moment, author: String, action: String, object: String, detail: JSONValue
  ) throws -> AuditRecord {
    let entry = seal.entry(
      after: tail, at: at, author: author, action: action, object: object, detail: detail)
    try sql.execute(
      "insert into audit (\(Self.columns), mac) values ($1, $2, $3, $4, $5, $6, $7, $8)",
      .integer(entry.sequence), .integer(entry.at), .text(author), .text(action), .text(object), .text(entry.detail),
      .text(entry.hash), .optional(entry.mac))
    return AuditRecord(
      sequence: Int(entry.sequence), at: at, author: author, action: action, object: object, detail: detail,
      hash: entry.hash)
  }

  func each(_ take: (ChainEntry) throws -> Void) throws {
    try sql.query("select \(Self.columns), mac from audit order by sequence", []) { row in
      try take(Self.entryOfKinds(row, hasMAC: true))
    }
  }

  func head() throws -> AuditHead {
    try sql.first("select sequence, hash from audit order by sequence desc limit 1") {
      AuditHead(records: $0.int(0), hash: $0.text(1))
    } ?? AuditHead(records: 0, hash: "")
  }

  /// The hash stored beside a record.
  func hash(of sequence: Int) throws -> String? {
    try sql.first("select hash from audit where sequence = $1", .int(sequence), read: { $0.text(0) })
  }

  /// The detail of the only record of an action on an object; throws if there is none. If the index finds no record, or
  /// two, the table itself is searched.
  func entry(_ action: String, of object: String) throws -> JSONValue? {
    if let detail = try record(action, of: object) { return detail }
    let found = try sql.all(
      "select \(Self.columns), mac from audit not indexed where object = $1 and action = $2", .text(object),
      .text(action), read: authentic)
    return found.count == 1 ? found[0].detail : nil
  }

  /// The detail of the only record of an action on an object; nil if there is none or more than one.
  func record(_ action: String, of object: String) throws -> JSONValue? {
    let found = try records(of: object).filter { $0.action == action }
    return found.count == 1 ? found[0].detail : nil
  }

  /// The records of one object, oldest first, by one look into the index. Each is authenticated, so that decisions by
  /// these records rest on records of our programs. A missing record may have been hidden in the index: nothing may be
  /// decided by its absence (`Transaction.wholeChain`).
  func records(of object: String) throws -> [AuditRecord] {
    try sql.all(
      "select \(Self.columns), mac from audit where object = $1 order by sequence", .text(object),
      read: authentic)
  }

  /// The stored MACs of records, by number.
  func macs(from first: Int, upTo last: Int) throws -> [(sequence: Int, mac: Data)] {
    try sql.all(
      "select \(Self.columns) from audit where sequence between $1 and $2 order by sequence", .int(first), .int(last)
    ) { row in (row.int(0), seal.mac(of: Self.entry(row, hasMAC: false))) }
  }

  private func authentic(_ row: any SQLRow) throws -> AuditRecord {
    let entry = Self.entry(row, hasMAC: true)
    guard seal.isAuthentic(entry) else { throw StoreFault.altered("audit") }
    return AuditRecord(entry)
  }

  /// The records of some actions, oldest first.
  func records(of actions: [String], after first: Int, upTo last: Int) throws -> [AuditRecord] {
    let places = actions.indices.map { "$\($0 + 3)" }.joined(separator: ", ")
    var records: [AuditRecord] = []
    try sql.query(
      """
      select \(Self.columns) from audit where sequence > $1 and sequence <= $2 and action in (\(places)) order by sequence
      """, [.int(first), .int(last)] + actions.map { .text($0) }
    ) { records.append(Self.read($0)) }
    return records
  }

  /// Commits that take force in somebody's name are left out: scheduled commits, and those that others approved.
  func lastDeed(of name: String, upTo last: Int) throws -> Int {
    try sql.first(
      """
      select sequence from audit where sequence <= $1 and author = $2 and (
        action in ('sign-in', 'request', 'approve', 'reject', 'sign', 'break-glass', 'read')
        or action = 'commit' and detail not like '%"scheduled":%' and detail not like '%"request":%')
      order by sequence desc limit 1
      """, .int(last), .text(name), read: { $0.int(0) }) ?? 0
  }

  /// The records that match the filter, oldest first.
  func records(_ filter: AuditFilter) throws -> [AuditRecord] {
    let (condition, arguments) = filter.condition
    var records: [AuditRecord] = []
    try sql.query(
      """
      select \(Self.columns) from audit where \(condition) order by sequence desc limit $\(arguments.count + 1)
      """, arguments + [.int(filter.last ?? .max)]
    ) { row in
      records.append(Self.read(row))
    }
    return records.reversed()
  }

  private static func read(_ row: any SQLRow) -> AuditRecord { AuditRecord(entry(row, hasMAC: false)) }

  /// A row of `columns` as an entry for a walk through the chain, with the kinds of its values.
  static func entryOfKinds(_ row: any SQLRow, hasMAC: Bool) -> ChainEntry {
    // The kinds are read before any value: reading a value as another kind changes its kind.
    let isOfItsKinds = kinds.enumerated().allSatisfy { row.kind($0.offset) == $0.element }
    return entry(row, hasMAC: hasMAC, isOfItsKinds: isOfItsKinds)
  }

  /// A row of `columns` from the column `first` on, and its MAC if that was read.
  static func entry(
    _ row: any SQLRow, from first: Int = 0, hasMAC: Bool, isOfItsKinds: Bool = true
  ) -> ChainEntry {
    ChainEntry(
      sequence: row.integer(first), at: row.integer(first + 1), author: row.text(first + 2),
      action: row.text(first + 3), object: row.text(first + 4), detail: row.text(first + 5), hash: row.text(first + 6),
      mac: hasMAC ? row.blob(first + 7) : nil, isOfItsKinds: isOfItsKinds)
  }

  private static let kinds: [SQLKind] = [.integer, .integer, .text, .text, .text, .text, .text]
}
