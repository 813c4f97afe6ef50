import Domain
import Store

/// The work of an operator at a store. The operator's role is checked in the transaction of the work, as roles may be
/// taken away at any time.
protocol OperatorWork {
  var author: String { get }
  var store: Store { get }
}

extension OperatorWork {
  /// Throws unless the author's role allows it now.
  func require(_ role: OperatorRole, in transaction: Transaction) throws {
    guard let own = try transaction.role(of: author) else { throw OperatorFault.notAnOperator(author) }
    guard own >= role else { throw OperatorFault.notPermitted(author, role: own, needs: role) }
  }

  /// Runs one write transaction of an author whose role allows it.
  func write<Value>(
    as role: OperatorRole = .operator, regardless: Set<PendingDecision> = [], _ body: (Transaction) throws -> Value
  ) throws -> Value {
    try store.write(protecting: .rollout, regardless: regardless) { transaction in
      try require(role, in: transaction)
      return try body(transaction)
    }
  }

  /// Runs one write transaction of an operator, for a kind of change that nobody else has to approve now.
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
