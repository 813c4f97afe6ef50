import Domain

extension RolloutRecords {
  /// The audit chain from its first record to its end: each record follows the one before and was written by a program
  /// of ours, and the last one is the sealed one. No record can be missing, whatever an index has.
  public func wholeChain() throws -> AuditWalk {
    let head = try sealedHead()
    let walk = try walk(AuditWalk(auditSeal, noted: nil, expected: nil)) { _, _ in }
    guard walk.problem == nil, walk.head == head else { throw altered("audit") }
    return walk
  }

  /// The endpoint and keys of a bank by the chain: the whole of it is read, as a record that an index hides would bring
  /// an earlier endpoint or key back.
  public func registeredByChain(_ bank: BankCode) throws -> RegisteredBank {
    RegisteredBank.all(in: try wholeChain().facts)[bank] ?? RegisteredBank()
  }
}
