import Domain
import Synchronization

/// The gates compiled lately, by revision and its hash. A revision never changes, and so its gate does not either; but
/// the number of one that was rolled back comes again, with another content.
package final class GateCache: Sendable {
  private let gates = Mutex<[(hash: String, gate: Gate)]>([])
  /// The hashes of committed revisions by the audit chain.
  private let hashes = Mutex<[Int: String]>([:])
  private static let capacity = 4

  package init() {}

  func hash(of revision: Int) -> String? { hashes.withLock { $0[revision] } }
  func remember(_ hash: String, of revision: Int) { hashes.withLock { $0[revision] = hash } }

  package func gate(_ revision: Int, hash: String, compile: () throws -> Gate) rethrows -> Gate {
    if let known = gates.withLock({ $0.first { $0.gate.revision == revision && $0.hash == hash } }) {
      return known.gate
    }
    let gate = try compile()
    gates.withLock { gates in
      guard !gates.contains(where: { $0.gate.revision == revision && $0.hash == hash }) else { return }
      gates = [(hash, gate)] + gates.prefix(Self.capacity - 1)
    }
    return gate
  }
}
