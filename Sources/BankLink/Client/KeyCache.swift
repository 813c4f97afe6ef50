import Synchronization

/// The public keys that banks without registered ones have at their endpoint (sandbox).
final class KeyCache: Sendable {
  private let keys = Mutex<[String: KeysMessage]>([:])

  subscript(url: String) -> KeysMessage? { keys.withLock { $0[url] } }

  func store(_ message: KeysMessage, for url: String) { keys.withLock { $0[url] = message } }

  /// Forgets keys that are refused, unless others have taken their place.
  func forget(_ message: KeysMessage, of url: String) {
    keys.withLock { keys in
      if keys[url] == message { keys[url] = nil }
    }
  }
}
