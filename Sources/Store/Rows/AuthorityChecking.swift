import Crypto
import Domain
import Foundation
import RolloutRules
import Sealing

/// The tables that decide are compared with their seal before they are used (rule 11), and sealed anew with each
/// change.
extension Transaction {
  private var authorityTable: AuthorityTable { AuthorityTable(sql: sql) }

  /// The authority at the end of the chain. Throws if the seal is not ours or not of this chain's end, or if the
  /// database is older than the head beside the secrets, or is judged by another registry.
  func authority() throws -> Authority {
    if let authority = held { return authority }
    guard let (row, tail) = try authorityTable.read(authenticatedBy: store.seals) else {
      throw StoreFault.databaseUnsealed
    }
    // Nothing is added after a last record that no program of ours wrote.
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

  /// Writes the seal if something that it covers has changed.
  func sealAuthority() throws {
    guard var after = held else { return }
    after.digests.merge(try digestsOfChanges()) { _, new in new }
    if hasChangedDue { after.nextDue = try nextChange() }
    guard after != stored else { return }
    try protect(.audit)
    try authorityTable.write(store.seals.row(of: after))
    (held, stored) = (after, after)
  }
}

/// A fault of a whole database that an operator has to decide about before it can be used.
public enum PendingDecision: Sendable, CaseIterable {
  /// The database is older than the notes beside the secrets.
  case older
  /// The database is judged by another registry than the one that was read.
  case registry
}

/// The relation of a chain to the head noted beside the secrets.
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
  /// The relation of the chain that ends with `tail` to the head noted beside the secrets.
  func standing(of tail: AuditHead) throws -> HeadStanding {
    guard let noted else { return .headUnreadable }
    if noted == tail { return .current }
    guard noted.records < tail.records, try auditTable.hash(of: noted.records) == noted.hash else {
      return .older(noted: noted, found: tail)
    }
    return .current
  }
}
