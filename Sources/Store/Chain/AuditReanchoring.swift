import Domain
import Foundation
import RolloutRules
import Text

/// Going on with a database that is older than the head noted beside the secrets, after a backup was restored on
/// purpose.
extension Transaction {
  /// Sets the head beside the secrets to the end of this chain, and adds a record of that with the head until then.
  /// Refused while anything in the database is altered, which has to be restored first. Alterations that were met
  /// before and are over are taken over, and told no more.
  public func reanchor(reason: String, by author: String) throws -> Reanchoring {
    // Records of this transaction, such as an approval, are sealed before everything is checked.
    try sealAuthority()
    let noted = try? store.auditHead.read()
    let verdict = try verifyAudit(noted: noted, expecting: nil, leavingOutTold: true) { _, _ in }
    switch verdict.problem {
    case .cutOff, .older, .headUnreadable: break
    case nil:
      guard try store.obstacle.withLock({ $0 }) != nil || isSomethingTold() else { throw StoreFault.notOlder }
    case let problem?: throw StoreFault.notSealable(problem)
    }
    let before: JSONValue =
      noted.map { ["records": JSONValue($0.records), "head": .string($0.hash)] } ?? .null
    try audit(
      author: author, action: "reanchor", object: "audit", detail: ["reason": .string(reason), "before": before])
    let head = try authority().head
    followsHead = false
    afterCommit(.auditHead) { [store] in
      try store.anchor(at: head)
      try store.place.replace(with: store.instance)
    }
    return Reanchoring(record: head.records, at: now, author: author, reason: reason, before: noted)
  }

  private func isSomethingTold() throws -> Bool {
    try wholeChain().problemTold != nil
  }

  /// Whether the chain ends with a decision to go on that was not carried out yet.
  func endsReanchored(from noted: AuditHead?) throws -> Bool {
    let head = try auditTable.head()
    guard let last = try auditTable.records(of: "audit").last.flatMap(Reanchoring.init) else { return false }
    return last.record == head.records && last.before == noted
  }
}

extension Store {
  /// Makes the chain that ends with this head the one to go on with.
  func anchor(at head: AuditHead) throws {
    try auditHead.replace(with: head)
    latestTime.replace(with: try database.snapshot { try $0.progress() })
    obstacle.withLock { $0 = nil }
  }
}
