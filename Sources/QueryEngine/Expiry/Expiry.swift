import Domain
import Store

/// The end of each day: reports expire, whole vault tables are dropped, day keys are destroyed (rule 6). The bytes of
/// what was dropped leave the file in a lane of their own (`LogTruncation`), as others may be reading.
struct Expiry: Sendable {
  let parts: EngineParts

  /// Does what is due and says whether there was anything.
  func run() async throws -> Bool {
    let hasEnded = try parts.store.read { try $0.endedVaults().contains { !$0.isDropped } }
    let isAny = hasEnded ? try await parts.store.submit { try drop(in: $0) } : false
    try await turnKeys()
    return isAny
  }

  /// Only after the commit that notes the time: a machine whose clock is a little behind would otherwise make the key of
  /// a day anew that has ended here.
  private func turnKeys() async throws {
    let now = try parts.store.now()
    try parts.store.dayKeys.destroyEnded(now: now)
    if !parts.store.dayKeys.isPrepared(for: now.day) { try await parts.store.submit { try $0.prepareDayKeys() } }
  }

  /// Whether anything was dropped: a vault in which an open query keeps something stays until that has ended.
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
