import ServiceLifecycle
import Store
import Synchronization
import Text
import Watch

/// Whether a service is ready: everything that is not held back listens, and the database can be served.
final class Readiness: Sendable {
  private struct State {
    /// Who is not listened to yet.
    var awaited: Set<Offering.Party>
    var hasBegun = false
    var isTold = false
    var isStopping = false
  }

  private let store: Store
  private let state: Mutex<State>
  private let listening: @Sendable () -> Void

  /// How often a database that cannot be served is looked at.
  private static let look = Duration.milliseconds(500)

  /// `listening` is called once: when the service has begun and everybody awaited is listened to.
  init(_ store: Store, awaiting parties: Set<Offering.Party>, listening: @escaping @Sendable () -> Void) {
    self.store = store
    self.listening = listening
    state = Mutex(State(awaited: parties))
  }

  /// Notes that everything else is in place.
  func begin() { note { $0.hasBegun = true } }

  /// Notes that a party is listened to.
  func isListening(to party: Offering.Party) { note { $0.awaited.remove(party) } }

  private func note(_ change: (inout State) -> Void) {
    let isLast = state.withLock { state in
      change(&state)
      guard state.hasBegun, state.awaited.isEmpty, !state.isTold else { return false }
      state.isTold = true
      return true
    }
    if isLast { listening() }
  }

  func stop() { state.withLock { $0.isStopping = true } }

  /// Whether the database can be served at present.
  var isServable: Bool { store.obstacleNow == nil }

  /// Waits until the database can be served; false if the service is stopped first.
  func untilServable() async -> Bool {
    do {
      return try await cancelWhenGracefulShutdown { [store] in
        while store.obstacleNow != nil { try await Task.sleep(for: Self.look) }
        return true
      }
    } catch {
      return false
    }
  }

  /// How the service stands now.
  @Sendable func health() async -> Health {
    let (isStopping, isBeginning) = state.withLock { ($0.isStopping, !$0.isTold) }
    if isStopping { return .stopping }
    if isBeginning { return .beginning }
    let standing = await store.standingAside()
    return standing.obstacle.map { .waiting($0) } ?? .ready(revision: standing.revision)
  }
}
