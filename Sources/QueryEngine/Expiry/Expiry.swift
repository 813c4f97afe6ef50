import Store

/// The end of each day: reports expire, whole vault tables are dropped, day keys are destroyed (rule 6). The bytes of
/// dropped tables leave the file in a lane of their own (`LogTruncation`), as others may be reading.
struct Expiry: Sendable {
  let parts: EngineParts

  /// Does the due work and gives whether there was any.
  func run() async throws -> Bool {
    try destroyEndedKeys()
    let hasEnded = try parts.store.read { try $0.endedVaults().contains { !$0.isDropped } }
    let isAny = hasEnded ? try await parts.store.submit { try drop(in: $0) } : false
    try parts.store.prepareDays()
    return isAny
  }

  /// Destroys the keys of days that have ended, and waits for nobody: somebody else may hold the writer over midnight,
  /// and no report opens any more without its key. It is noted that a day's key was made once, so that a machine whose
  /// clock is a little behind does not make it anew.
  func destroyEndedKeys() throws {
    try parts.store.dayKeys.destroyEnded(now: parts.store.now())
  }

  /// Drops the vaults of ended days, and gives whether there were any: a vault in which an open query keeps something
  /// stays until that has ended.
  private func drop(in transaction: Transaction) throws -> Bool {
    try transaction.markExpired()
    var isAny = false
    for vault in try transaction.endedVaults() where !vault.isDropped {
      guard try !transaction.isVaultInUse(vault.day) else { continue }
      try transaction.dropVault(vault.day)
      isAny = true
    }
    return isAny
  }
}
