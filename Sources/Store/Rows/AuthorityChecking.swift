import Crypto
import Domain
import Foundation
import RolloutRules
import Sealing

/// What decides is compared with what was sealed before it is used (rule 11), and sealed anew with what changes it.
extension Transaction {
  private var authorityTable: AuthorityTable { AuthorityTable(sql: sql) }

  /// What holds at the end of the chain. Refused where the seal is not ours, is not of this chain's end, or where the
  /// database is older than the head beside the secrets, or was judged by another registry.
  func authority() throws -> Authority {
    if let authority = held { return authority }
    guard let (row, tail) = try authorityTable.read(authenticatedBy: store.auditSeal) else {
      throw StoreFault.databaseUnsealed
    }
    // Over a record that no program of ours wrote nothing goes on.
    guard let tail else { throw StoreFault.altered("audit") }
    guard let authority = store.seals.open(row), authority.head == tail else {
      throw StoreFault.altered(tail.records == 0 ? "audit" : "authority")
    }
    let standing = try standing(of: authority.head)
    if !regardless.contains(.older), let fault = standing.fault ?? store.obstacle.withLock({ $0 }) { throw fault }
    guard regardless.contains(.registry) || authority.registry == store.registryFingerprint else {
      throw StoreFault.registryChanged
    }
    followsHead = standing == .current
    (held, stored, recordsBefore) = (authority, authority, authority.head.records)
    return authority
  }

  /// Writes the seal where something that it covers has changed.
  func sealAuthority() throws {
    guard var after = held else { return }
    after.digests.merge(try digestsOfChanges()) { _, new in new }
    if hasChangedDue { after.nextDue = try nextChange() }
    guard after != stored else { return }
    try authorityTable.write(store.seals.row(of: after))
    (held, stored) = (after, after)
  }
}

/// What stands between a program and a database that is whole, until an operator decides about it.
public enum PendingDecision: Sendable, CaseIterable {
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
