import Domain
import Store

/// The decisions of an administrator about the database as a whole. They need approval like registrations of banks;
/// only while nobody else could approve, an administrator decides alone.
extension Administration {
  /// Goes on with a database that is older than the notes beside the secrets: a backup that was restored on purpose.
  public func reanchor(reason: String) throws -> Reanchoring {
    try decide(about: "audit.head", [.older, .registry]) { try $0.reanchor(reason: reason, by: author) }
  }

  /// Makes the registry that this program has read the one by which everything is judged.
  public func updateRegistry() throws {
    try decide(about: "registry", [.registry]) { transaction in
      try requireNew(store.registryFingerprint, in: transaction)
      try transaction.takeInRegistry(by: author)
    }
  }

  /// Makes a decision about the database. Due changes are not applied before: they would be judged by a state that is
  /// only being decided about.
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

  /// Throws unless the requested registry is the one that this program has read, and the database does not go by it
  /// yet.
  func requireNew(_ fingerprint: String, in transaction: Transaction) throws {
    guard fingerprint == store.registryFingerprint else { throw OperatorFault.otherRegistry }
    guard try transaction.isRegistryNew() else { throw OperatorFault.registryUnchanged }
  }
}
