import Domain
import RolloutRules

extension Store {
  /// Recomputes the whole chain and compares its end with the head beside the secrets, and with a head noted elsewhere
  /// if one is given. `progress` gets the numbers of checked and of all records, and ends the verification by throwing. A
  /// long read: it begins anew where it stood in the way of the truncation after midnight.
  public func verifyAudit(
    expecting hash: String? = nil, progress: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws -> AuditVerdict {
    try longReads.run { goOn in
      try verify(expecting: hash) {
        try goOn()
        try progress($0, $1)
      }
    }
  }

  private func verify(expecting hash: String?, progress: (_ done: Int, _ all: Int) throws -> Void) throws
    -> AuditVerdict
  {
    // Due changes take force first; a change that still waits afterwards is being kept from taking force.
    let hasApplied = (try? applyDue()) != nil
    // Read before the snapshot is taken: other programs write meanwhile, and the head would run ahead of the snapshot.
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
  /// The verification of `Store.verifyAudit`, in this snapshot.
  public func verifyAudit() throws -> AuditVerdict {
    try verifyAudit(noted: try? store.auditHead.read(), expecting: nil) { _, _ in }
  }

  /// The problem of a change whose time is over and that still waits; nil if there is none.
  func problemOfOverdue() throws -> AuditProblem? {
    guard clockFault == nil, let next = try nextChange(), next <= now else { return nil }
    return .overdue(since: next)
  }
}
