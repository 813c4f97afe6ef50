import Synchronization

/// The public keys that banks without a registered one showed at their endpoint (sandbox).
final class KeyCache: Sendable {
  private let keys = Mutex<[String: KeysMessage.Key]>([:])

  subscript(url: String) -> KeysMessage.Key? { keys.withLock { $0[url] } }

  func store(_ key: KeysMessage.Key, for url: String) { keys.withLock { $0[url] = key } }

  /// Forgets a key that the bank no longer knows, unless another has taken its place.
  func forget(_ keyId: String, of url: String) {
    keys.withLock { keys in
      if keys[url]?.keyId == keyId { keys[url] = nil }
    }
  }
}
