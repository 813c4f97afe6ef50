import Domain

/// How often progress of a walk through the chain is told of, in records.
public let auditStride = 10_000

/// The whole chain is recomputed, everything is compared with what it says, and its end with a head that was noted
/// elsewhere.
extension AuditedRecords {
  /// `noted` is the head beside the secrets, nil where it could not be read; `hash` one that was noted elsewhere.
  /// `progress` is told how many records of how many were checked, and ends it by throwing.
  ///
  /// `leavingOutTold`: what was altered once, was met and is over is put up with.
  public func verifyAudit(
    noted: AuditHead?, expecting hash: String?, leavingOutTold: Bool = false,
    progress: (_ done: Int, _ all: Int) throws -> Void
  ) throws -> AuditVerdict {
    try readAgain()
    let walk = try walk(AuditWalk(auditSeal, noted: noted?.records, expected: hash), progress)
    let found =
      try walk.problem ?? problem(of: .layout, head: walk.head) ?? problemOfRecords(walk)
      ?? problem(of: .seals, head: walk.head) ?? problem(of: .derived, head: walk.head)
      ?? problem(of: .storage, head: walk.head) ?? (leavingOutTold ? nil : walk.problemTold) ?? walk.problem(of: noted)
    let isUnknown = hash != nil && walk.expectedAt == nil
    return AuditVerdict(
      records: walk.head.records, head: walk.head.hash, problem: found ?? (isUnknown ? .headUnknown : nil),
      expected: walk.expectedAt, reanchorings: walk.facts.compactMap(Reanchoring.init))
  }

  /// What keeps the records of before from being authenticated and sealed, once: they have no MACs yet.
  public func problemBeforeSealing(noted: AuditHead?) throws -> AuditProblem? {
    let walk = try walk(AuditWalk(auditSeal, isAuthenticated: false, noted: noted?.records, expected: nil)) { _, _ in }
    return try walk.problem ?? problem(of: .layout, head: walk.head) ?? problemOfRecords(walk)
      ?? problem(of: .derived, head: walk.head) ?? problem(of: .storage, head: walk.head) ?? walk.problem(of: noted)
  }

  private func problemOfRecords(_ walk: AuditWalk) throws -> AuditProblem? {
    try problemOfRevisions(walk.commits) ?? problemOfScheduled(walk) ?? problemOfOnboarding(walk.facts)
      ?? problemOfOperators(walk.facts) ?? problemOfApprovals(walk.facts) ?? problem(of: .rows, head: walk.head)
  }
}

extension AuditRecords {
  func walk(_ fresh: AuditWalk, _ progress: (Int, Int) throws -> Void) throws -> AuditWalk {
    var walk = fresh
    let all = try chain.head().records
    try chain.each { entry in
      walk.take(entry)
      if walk.head.records % auditStride == 0 { try progress(walk.head.records, all) }
    }
    return walk
  }
}

extension AuditWalk {
  /// How this chain stands to the head beside the secrets.
  func problem(of noted: AuditHead?) -> AuditProblem? {
    guard let noted else { return .headUnreadable }
    guard noted.records <= head.records else { return .cutOff(noted: noted.records, found: head.records) }
    guard noted.records > 0, hashAtNoted == noted.hash else { return .older(noted: noted.records) }
    return nil
  }

  /// What was met and is in the chain, and is not there any more, where nobody has taken it over since by `audit reanchor`.
  public var problemTold: AuditProblem? {
    let last = facts.last { $0.action == AuditRecord.alteredAction || $0.isDropOfAltered || $0.action == "reanchor" }
    guard let last, last.action != "reanchor" else { return nil }
    let kind = last.object.split(separator: " ").first.flatMap { RowKind(rawValue: String($0)) }
    return kind.map { .recordsAltered($0) } ?? .scheduledAltered
  }
}

extension AuditRecord {
  /// The action of what was found not to be as this program wrote it.
  public static let alteredAction = "altered"
}
