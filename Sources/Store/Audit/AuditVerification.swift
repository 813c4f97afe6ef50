import Foundation

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
  /// How often progress is told of.
  static let stride = 10_000

  /// What `Store.verifyAudit` does, in this snapshot.
  public func verifyAudit() throws -> AuditVerdict {
    try verifyAudit(noted: try? store.auditHead.read(), expecting: nil) { _, _ in }
  }

  func verifyAudit(
    noted: AuditHead?, expecting hash: String?, leavingOutTold: Bool = false,
    progress: (_ done: Int, _ all: Int) throws -> Void
  ) throws -> AuditVerdict {
    try readAgain()
    let walk = try walk(AuditWalk(store.auditSeal, noted: noted?.records, expected: hash), progress)
    let problem =
      try walk.problem ?? problemOfSchema() ?? problemOfTables(walk) ?? problemOfSeals(walk)
      ?? problemOfDerived() ?? problemOfStorage() ?? (leavingOutTold ? nil : Self.problemTold(walk.facts))
      ?? Self.problem(of: noted, walk)
    let isUnknown = hash != nil && walk.expectedAt == nil
    return AuditVerdict(
      records: walk.head.records, head: walk.head.hash, problem: problem ?? (isUnknown ? .headUnknown : nil),
      expected: walk.expectedAt, reanchorings: walk.facts.compactMap(Reanchoring.init))
  }

  /// Something whose time is over, and that waits all the same.
  func problemOfOverdue() throws -> AuditProblem? {
    guard clockFault == nil, let next = try nextChange(), next <= now else { return nil }
    return .overdue(since: next)
  }

  func walk(_ fresh: AuditWalk, _ progress: (Int, Int) throws -> Void) throws -> AuditWalk {
    var walk = fresh
    let all = try auditTable.head().records
    try sql.query("select \(AuditTable.columns), mac from audit order by sequence", []) { row in
      walk.take(row)
      if walk.head.records % Self.stride == 0 { try progress(walk.head.records, all) }
    }
    return walk
  }

  func problemOfTables(_ walk: AuditWalk) throws -> AuditProblem? {
    try problemOfRevisions(walk.commits) ?? problemOfScheduled(walk) ?? problemOfOnboarding(walk.facts)
      ?? problemOfOperators(walk.facts) ?? problemOfApprovals(walk.facts) ?? problemOfRows()
  }

  static func problem(of noted: AuditHead?, _ walk: AuditWalk) -> AuditProblem? {
    guard let noted else { return .headUnreadable }
    guard noted.records <= walk.head.records else {
      return .cutOff(noted: noted.records, found: walk.head.records)
    }
    guard noted.records > 0, walk.hashAtNoted == noted.hash else { return .older(noted: noted.records) }
    return nil
  }
}
