import BankLink
import Synchronization

/// What was asked first in a run, so that at its end it can be asked again: whether a bank still knows what it answered
/// some seconds ago shows in nothing else.
final class FirstEnquiry: Sendable {
  struct Sent: Sendable {
    let enquiry: DraftEnquiry
    /// As it went over the wire.
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
  /// What was asked first in this run, once that is long enough ago; asked now where nothing was.
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
