import Domain
import Store

/// The end of each day: reports expire, whole vault tables are dropped, their bytes leave the file, day keys are
/// destroyed (rule 6).
struct Expiry: Sendable {
  let parts: EngineParts

  /// Does what is due and says whether there was anything.
  func run() async throws -> Bool {
    if try !parts.store.read({ try $0.endedVaults().isEmpty }) { try await parts.store.submit { try drop(in: $0) } }
    try turnKeys()
    return try await truncate()
  }

  /// Only after the commit that notes the time: a machine whose clock is a little behind would otherwise make the key of
  /// a day anew that has ended here.
  private func turnKeys() throws {
    let now = try parts.store.now()
    try parts.store.dayKeys.destroyEnded(now: now)
    try parts.store.dayKeys.prepare(today: now.day)
  }

  private func drop(in transaction: Transaction) throws {
    _ = try transaction.markExpired()
    for vault in try transaction.endedVaults() where !vault.isDropped {
      if try !transaction.isVaultInUse(vault.day) { try transaction.dropVault(vault.day) }
    }
  }

  /// Done only when the truncating checkpoint has succeeded; a reader in the way means another try later.
  private func truncate() async throws -> Bool {
    let dropped = try parts.store.read { try $0.endedVaults() }.filter(\.isDropped)
    guard !dropped.isEmpty, try parts.store.truncateLog() else { return false }
    try await parts.store.submit { transaction in
      for vault in dropped { try transaction.forgetVault(vault.day) }
    }
    return true
  }
}
