import Domain
import Foundation

extension Store {
  /// Recomputes the whole chain and compares its end with the head beside the secrets, and where one is given with a head
  /// that was noted elsewhere. `progress` is told how many records of how many were checked, and ends it by throwing.
  public func verifyAudit(
    expecting hash: String? = nil, progress: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws -> AuditVerdict {
    // Read before the snapshot is taken: others may go on writing meanwhile, and then the head runs ahead of it.
    let noted = try? auditHead.read()
    return try read { try $0.verifyAudit(noted: noted, expecting: hash, progress: progress) }
  }
}

extension Transaction {
  /// How often progress is told of.
  private static let stride = 10_000

  /// What `Store.verifyAudit` does, in this snapshot.
  public func verifyAudit() throws -> AuditVerdict {
    try verifyAudit(noted: try? store.auditHead.read(), expecting: nil) { _, _ in }
  }

  func verifyAudit(
    noted: AuditHead?, expecting hash: String?, progress: (_ done: Int, _ all: Int) throws -> Void
  ) throws -> AuditVerdict {
    let walk = try walk(AuditWalk(noted: noted?.records, expected: hash), progress)
    let problem = try walk.broken.map { .altered(at: $0) } ?? problemOfTables(walk) ?? Self.problem(of: noted, walk)
    let isUnknown = hash != nil && walk.expectedAt == nil
    return AuditVerdict(
      records: walk.head.records, head: walk.head.hash, problem: problem ?? (isUnknown ? .headUnknown : nil),
      expected: walk.expectedAt)
  }

  private func walk(_ fresh: AuditWalk, _ progress: (Int, Int) throws -> Void) throws -> AuditWalk {
    var walk = fresh
    let all = try auditTable.head().records
    try sql.query("select \(AuditTable.columns) from audit order by sequence", []) { row in
      walk.take(row)
      if walk.head.records % Self.stride == 0 { try progress(walk.head.records, all) }
    }
    return walk
  }

  private func problemOfTables(_ walk: AuditWalk) throws -> AuditProblem? {
    try problemOfRevisions(walk.commits) ?? problemOfScheduled(walk) ?? problemOfOnboarding(walk.facts)
      ?? problemOfOperators(walk.facts) ?? problemOfApprovals(walk.facts) ?? problemOfRows(walk.facts)
  }

  private static func problem(of noted: AuditHead?, _ walk: AuditWalk) -> AuditProblem? {
    guard let noted else { return .headUnreadable }
    guard noted.records <= walk.head.records else {
      return .cutOff(noted: noted.records, found: walk.head.records)
    }
    guard noted.records > 0, walk.hashAtNoted == noted.hash else { return .altered(at: noted.records) }
    return nil
  }
}
