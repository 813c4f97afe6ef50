import Domain
import Store

extension OperatorSession {
  /// Throws unless the author's role allows it now: roles are looked at in every transaction, as they may be taken away
  /// at any time.
  func require(_ role: OperatorRole, in transaction: Transaction) throws {
    guard let own = try transaction.role(of: author) else { throw OperatorFault.notAnOperator(author) }
    guard own >= role else { throw OperatorFault.notPermitted(author, role: own, needs: role) }
  }

  /// For what only looks.
  public func requireRole(_ role: OperatorRole) throws { try store.read { try require(role, in: $0) } }

  /// For what looks at a database that may not be trusted: whoever may look at it as it is, and everybody where nobody can
  /// tell any more who that is.
  public func requireRoleToJudge(_ role: OperatorRole) throws {
    do { try store.readRegardless { try require(role, in: $0) } } catch let fault as StoreFault where fault.isAboutTrust
    {}
  }

  /// One write transaction of somebody whose role allows it.
  func write<Value>(
    as role: OperatorRole = .operator, regardless: Set<PendingDecision> = [], _ body: (Transaction) throws -> Value
  ) throws -> Value {
    try store.write(regardless: regardless) { transaction in
      try require(role, in: transaction)
      return try body(transaction)
    }
  }

  /// One write transaction of an operator for a kind of change that nobody else has to approve now.
  func write<Value>(
    alone kind: FourEyes.Kind, _ path: String, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    try write { transaction in
      try requireNoApproval(kind, path, in: transaction)
      return try body(transaction)
    }
  }

  func requireNoApproval(_ kind: FourEyes.Kind, _ path: String, in transaction: Transaction) throws {
    try transaction.applyDue()
    let fourEyes = try transaction.lastAppliedRevision().rollout.fourEyes(isSandbox: store.isSandbox)
    guard !fourEyes.covers(kind) else { throw OperatorFault.approvalRequired([path]) }
  }
}
