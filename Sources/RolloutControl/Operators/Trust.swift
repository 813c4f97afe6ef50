import Domain
import Store

/// What an administrator decides about the database as a whole. Needs approval like what banks register; only while there
/// is nobody else to approve, an administrator decides alone.
extension Administration {
  /// Goes on with a database that is older than what is noted beside the secrets: a backup that was restored on purpose.
  public func reanchor(reason: String) throws -> Reanchoring {
    try decide(about: "audit.head", [.older, .registry]) { try $0.reanchor(reason: reason, by: author) }
  }

  /// From now on everything is judged by the registry that this program has read.
  public func updateRegistry() throws {
    try decide(about: "registry", [.registry]) { transaction in
      try requireNew(store.registryFingerprint, in: transaction)
      try transaction.takeInRegistry(by: author)
    }
  }

  /// What is due is not applied before: it would be judged by what is only being decided about.
  private func decide<Value>(
    about path: String, _ regardless: Set<PendingDecision>, _ work: (Transaction) throws -> Value
  ) throws -> Value {
    try write(as: .administrator, regardless: regardless) { transaction in
      let running = try transaction.lastAppliedRevision().rollout
      if running.fourEyes(isSandbox: store.isSandbox).covers(.onboarding), try hasApprovers(in: transaction) {
        throw OperatorFault.approvalRequired([path])
      }
      return try work(transaction)
    }
  }

  /// The registry that was asked for is the one that this program has read, and the database does not go by it yet.
  func requireNew(_ fingerprint: String, in transaction: Transaction) throws {
    guard fingerprint == store.registryFingerprint else { throw OperatorFault.otherRegistry }
    guard try transaction.isRegistryNew() else { throw OperatorFault.registryUnchanged }
  }
}
