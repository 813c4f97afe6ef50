import Domain

/// The number of records between two reports of progress of a walk through the chain.
public let auditStride = 10_000

/// Verification: the whole chain is recomputed, every table is compared with the chain, and its end with a head that
/// was noted elsewhere.
extension AuditedRecords {
  /// Verifies the chain. `noted` is the head beside the secrets, nil if it could not be read; `hash` is one that was
  /// noted elsewhere. `progress` gets the numbers of checked and of all records, and ends the verification by throwing.
  ///
  /// With `leavingOutTold` alterations that were met before and are over are left out.
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

  /// The problem for which older records, which have no MACs yet, cannot be authenticated and sealed once; nil if there
  /// is none.
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
  /// The problem of this chain beside the noted head; nil if the head is one of its records.
  func problem(of noted: AuditHead?) -> AuditProblem? {
    guard let noted else { return .headUnreadable }
    guard noted.records <= head.records else { return .cutOff(noted: noted.records, found: head.records) }
    guard noted.records > 0, hashAtNoted == noted.hash else { return .older(noted: noted.records) }
    return nil
  }

  /// The problem of alterations that were met and recorded, and are over, if nobody has taken the database over since
  /// by `audit reanchor`.
  public var problemTold: AuditProblem? {
    let last = facts.last { $0.action == AuditRecord.alteredAction || $0.isDropOfAltered || $0.action == "reanchor" }
    guard let last, last.action != "reanchor" else { return nil }
    let kind = last.object.split(separator: " ").first.flatMap { RowKind(rawValue: String($0)) }
    return kind.map { .recordsAltered($0) } ?? .scheduledAltered
  }
}

extension AuditRecord {
  /// The action of records about rows that were found altered.
  public static let alteredAction = "altered"
}
