import Foundation
import Text

/// Going on with a database that is older than what is noted beside the secrets: after a backup was restored on purpose.
extension Transaction {
  /// Sets the head beside the secrets to the end of this chain, and says so in it, with the head until then. Only of a
  /// database in which nothing is altered now: what is, is restored first. What was altered once, was met and is over is
  /// taken over with it: from then on it is told no more.
  public func reanchor(reason: String, by author: String) throws -> Reanchoring {
    // What this transaction has done already, such as approving it, is sealed before everything is looked at.
    try sealAuthority()
    let noted = try? store.auditHead.read()
    let verdict = try verifyAudit(noted: noted, expecting: nil, leavingOutTold: true) { _, _ in }
    switch verdict.problem {
    case .cutOff, .older, .headUnreadable: break
    case nil:
      guard try store.hindrance.withLock({ $0 }) != nil || isSomethingTold() else { throw StoreFault.notOlder }
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
    Self.problemTold(try wholeChain().facts) != nil
  }

  /// Whether the chain ends with the decision to go on, which was not followed yet.
  func endsReanchored(from noted: AuditHead?) throws -> Bool {
    let head = try auditTable.head()
    guard let last = try auditTable.records(of: "audit").last.flatMap(Reanchoring.init) else { return false }
    return last.record == head.records && last.before == noted
  }
}

extension Store {
  /// From now on the chain that ends so is the one to go on with.
  func anchor(at head: AuditHead) throws {
    try auditHead.replace(with: head)
    latestTime.replace(with: try database.read { try $0.progress() })
    hindrance.withLock { $0 = nil }
  }
}
