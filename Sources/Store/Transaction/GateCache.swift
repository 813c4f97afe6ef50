import Domain
import Synchronization

/// The gates compiled lately, by revision. A revision never changes, and so its gate does not either.
package final class GateCache: Sendable {
  private let gates = Mutex<[Gate]>([])
  /// The hashes of revisions by the audit chain.
  private let hashes = Mutex<[Int: String]>([:])
  private static let capacity = 4

  package init() {}

  func hash(of revision: Int) -> String? { hashes.withLock { $0[revision] } }
  func remember(_ hash: String, of revision: Int) { hashes.withLock { $0[revision] = hash } }

  package func gate(_ revision: Int, compile: () throws -> Gate) rethrows -> Gate {
    if let gate = gates.withLock({ $0.first { $0.revision == revision } }) { return gate }
    let gate = try compile()
    gates.withLock { gates in
      guard !gates.contains(where: { $0.revision == revision }) else { return }
      gates = [gate] + gates.prefix(Self.capacity - 1)
    }
    return gate
  }
}
