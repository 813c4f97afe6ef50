import Domain
import RolloutRules

extension Store {
  /// Recomputes the whole chain and compares its end with the head beside the secrets, and where one is given with a head
  /// that was noted elsewhere. `progress` is told how many records of how many were checked, and ends it by throwing.
  public func verifyAudit(
    expecting hash: String? = nil, progress: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws -> AuditVerdict {
    // What has fallen due takes force first: what still waits afterwards is kept from it by something.
    let hasApplied = (try? applyDue()) != nil
    // Read before the snapshot is taken: others may go on writing meanwhile, and then the head runs ahead of it.
    let (noted, reached) = (try? auditHead.read(), latestTime.read())
    return try readRegardless { transaction in
      var verdict = try transaction.verifyAudit(noted: noted, expecting: hash, progress: progress)
      if verdict.isIntact, try !place.belongs(to: instance) { verdict.problem = .exchanged(path) }
      if verdict.isIntact, let reached { verdict.problem = try transaction.sql.progress().problem(of: reached) }
      if verdict.isIntact, hasApplied { verdict.problem = try transaction.problemOfOverdue() }
      return verdict
    }
  }
}

extension Transaction {
  /// What `Store.verifyAudit` does, in this snapshot.
  public func verifyAudit() throws -> AuditVerdict {
    try verifyAudit(noted: try? store.auditHead.read(), expecting: nil) { _, _ in }
  }

  /// Something whose time is over, and that waits all the same.
  func problemOfOverdue() throws -> AuditProblem? {
    guard clockFault == nil, let next = try nextChange(), next <= now else { return nil }
    return .overdue(since: next)
  }
}
