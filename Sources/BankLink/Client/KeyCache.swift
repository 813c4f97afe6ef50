import Synchronization

/// The public keys that banks without registered ones have at their endpoint (sandbox).
final class KeyCache: Sendable {
  private let keys = Mutex<[String: BankKeys]>([:])

  subscript(url: String) -> BankKeys? { keys.withLock { $0[url] } }

  func store(_ shown: BankKeys, for url: String) { keys.withLock { $0[url] = shown } }

  /// Forgets keys that are refused, unless others have taken their place.
  func forget(_ refused: BankKeys, of url: String) {
    keys.withLock { keys in
      if keys[url]?.shown == refused.shown { keys[url] = nil }
    }
  }
}
