import Crypto
import Domain
import Foundation
import Sealing

/// What decides is compared with what was sealed before it is used (rule 11), and sealed anew with what changes it.
extension Transaction {
  private var authorityTable: AuthorityTable { AuthorityTable(sql: sql) }

  /// What holds at the end of the chain. Refused where the seal is not ours, is not of this chain's end, or where the
  /// database is older than the head beside the secrets, or was judged by another registry.
  func authority() throws -> Authority {
    if let authority = held { return authority }
    guard let (row, tail) = try authorityTable.read() else { throw StoreFault.databaseUnsealed }
    guard let authority = store.seals.open(row), authority.head == tail else {
      throw StoreFault.altered(tail.records == 0 ? "audit" : "authority")
    }
    let standing = try standing(of: authority.head)
    if !regardless.contains(.older), let fault = standing.fault ?? store.hindrance.withLock({ $0 }) { throw fault }
    guard regardless.contains(.registry) || authority.registry == store.registryFingerprint else {
      throw StoreFault.registryChanged
    }
    followsHead = standing == .current
    (held, stored) = (authority, authority)
    return authority
  }

  /// Compares tables with their digests, each once in a transaction: before it is read for a decision, and before it is
  /// changed. What was compared is sealed anew at the end.
  func check(_ tables: DecidingTable...) throws {
    let authority = try authority()
    for table in tables where !checked.contains(table) {
      guard try table.digest(in: sql) == authority.digests[table] else { throw StoreFault.altered(table.rawValue) }
      checked.insert(table)
    }
  }

  /// Whether a table is as it was sealed. Of one that is not, the caller sees to every row, and then takes it as it is.
  func isAsSealed(_ table: DecidingTable) throws -> Bool {
    if checked.contains(table) { return true }
    guard try table.digest(in: sql) == authority().digests[table] else { return false }
    checked.insert(table)
    return true
  }

  func takeAsItIs(_ table: DecidingTable) { checked.insert(table) }

  /// Writes the seal where something that it covers has changed.
  func sealAuthority() throws {
    guard var after = held else { return }
    for table in DecidingTable.allCases where checked.contains(table) {
      after.digests[table] = try table.digest(in: sql)
    }
    if !checked.isDisjoint(with: DecidingTable.falling) { after.nextDue = try nextChange() }
    guard after != stored else { return }
    try authorityTable.write(store.seals.row(of: after))
    (held, stored) = (after, after)
  }

  /// When something takes force by itself next, by the tables.
  private func nextChange() throws -> Moment? {
    try sql.first(
      """
      select min(at) from (
        select min(effective_at) as at from scheduled where state = 'pending'
        union all select min(until_at) from unconfirmed where state = 'waiting'
        union all select min(ends_at) from certified
        union all select min(due_at) from broken_glass where state = 'waiting'
      ) as moments
      """,
      read: { $0.optionalInteger(0).map { Moment(milliseconds: $0) } }) ?? nil
  }
}

/// What stands between a program and a database that is whole, until an operator decides about it.
public enum Hindrance: Sendable, CaseIterable {
  /// It is older than what is noted beside the secrets.
  case older
  /// Everything in it was judged by another registry.
  case registry
}

/// How a chain stands to the head beside the secrets.
enum HeadStanding: Equatable {
  case current
  /// The head is not in the chain.
  case older(noted: AuditHead, found: AuditHead)
  case headUnreadable

  var fault: StoreFault? {
    switch self {
    case .current: nil
    case .older(let noted, let found): .databaseOlder(noted: noted.records, found: found.records)
    case .headUnreadable: .headUnreadable
    }
  }
}

extension Transaction {
  /// Whether the head beside the secrets stands in the chain that ends so.
  func standing(of tail: AuditHead) throws -> HeadStanding {
    guard let noted else { return .headUnreadable }
    if noted == tail { return .current }
    guard noted.records < tail.records, try auditTable.hash(of: noted.records) == noted.hash else {
      return .older(noted: noted, found: tail)
    }
    return .current
  }
}
