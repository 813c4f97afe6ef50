import Synchronization

/// The nonces of valid signatures, for as long as they could be replayed.
///
/// Nonces are kept as hashes under a seed of the process, in two generations, so that memory stays bounded by the
/// traffic of twice the longest time.
public final class ReplayMemory: Sendable {
  private let state = Mutex(State())

  private struct State {
    var current: Set<Int> = []
    var previous: Set<Int> = []
    var turnsAt = 0
  }

  public init() {}

  /// Notes a nonce; false if it was noted before. Only for a signature that was verified.
  public func note(_ verified: MessageVerifier.Verified, now: Int) -> Bool {
    var hasher = Hasher()
    hasher.combine(verified.keyId)
    hasher.combine(verified.nonce)
    let hash = hasher.finalize()
    return state.withLock { state in
      if now >= state.turnsAt {
        state.previous = state.current
        state.current = []
        state.turnsAt = now + SignatureProfile.lifetimeSeconds + 2 * SignatureProfile.skewSeconds
      }
      guard !state.previous.contains(hash) else { return false }
      return state.current.insert(hash).inserted
    }
  }
}
