import BankLink
import Synchronization

/// The first request of a run, so that it can be sent again at the end: nothing else shows whether a bank still knows
/// an enquiry that it answered some seconds ago.
final class FirstEnquiry: Sendable {
  struct Sent: Sendable {
    let enquiry: DraftEnquiry
    /// The request in its form on the wire.
    let outgoing: OutgoingRequest
    let at: ContinuousClock.Instant
  }

  private let state = Mutex<Sent?>(nil)

  var first: Sent? { state.withLock { $0 } }

  func note(_ enquiry: DraftEnquiry, _ outgoing: OutgoingRequest) {
    state.withLock { first in
      if first == nil { first = Sent(enquiry: enquiry, outgoing: outgoing, at: .now) }
    }
  }
}

extension Probe {
  /// The first request of this run, once its reply is long enough ago; one sent now if there was none.
  func firstEnquiry() async throws -> FirstEnquiry.Sent {
    if firstAsked.first == nil {
      try await ask([enquiry()])
    }
    guard let first = firstAsked.first else { preconditionFailure("what was just asked is noted") }
    let left = limits.memory - (ContinuousClock.now - first.at)
    if left > .zero { try await wait { try await Task.sleep(for: left) } }
    return first
  }
}
