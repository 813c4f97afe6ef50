import Domain

extension RolloutRecords {
  /// The audit chain from its first record to its end: each follows the one before, is one that a program of ours wrote,
  /// and the last one is the one that was sealed. No record can be missing from it, whatever an index says.
  public func wholeChain() throws -> AuditWalk {
    let head = try sealedHead()
    let walk = try walk(AuditWalk(auditSeal, noted: nil, expected: nil)) { _, _ in }
    guard walk.problem == nil, walk.head == head else { throw altered("audit") }
    return walk
  }

  /// What the chain says that a bank has registered: the whole of it is gone through, as a record that an index hides
  /// would bring an earlier address or key back.
  public func registeredByChain(_ bank: BankCode) throws -> RegisteredBank {
    RegisteredBank.all(in: try wholeChain().facts)[bank] ?? RegisteredBank()
  }
}
