import Foundation
import Sealing
import Synchronization

/// The networks whose signatures the sandbox's banks accept: those of the given keys, or else those that introduce
/// themselves. A real bank gets the network's key from people.
public final class NetworkTrust: Sendable {
  private let keys: Mutex<[VerifyingKey]>
  /// Whether a network may introduce itself.
  public let isOpen: Bool

  /// With keys, trusts these and no others.
  public init(only keys: [VerifyingKey]? = nil) {
    isOpen = keys == nil
    self.keys = Mutex(keys ?? [])
  }

  public func key(_ keyId: String) -> VerifyingKey? { keys.withLock { $0.first { $0.keyId == keyId } } }

  func add(_ key: VerifyingKey) {
    keys.withLock { keys in
      if !keys.contains(key) { keys.append(key) }
    }
  }
}
