import BankLink
import Synchronization

/// What was asked first in a run, so that at its end it can be asked again: whether a bank still knows what it answered
/// some seconds ago shows in nothing else.
final class Earlier: Sendable {
  struct Asked: Sendable {
    let enquiry: DraftEnquiry
    /// As it went over the wire.
    let parcel: Parcel
    let at: ContinuousClock.Instant
  }

  private let state = Mutex<Asked?>(nil)

  var first: Asked? { state.withLock { $0 } }

  func note(_ enquiry: DraftEnquiry, _ parcel: Parcel) {
    state.withLock { first in
      if first == nil { first = Asked(enquiry: enquiry, parcel: parcel, at: .now) }
    }
  }
}

extension Probe {
  /// What was asked first in this run, once that is long enough ago; asked now where nothing was.
  func earlier() async throws -> Earlier.Asked {
    if earlierAsked.first == nil {
      try await ask([enquiry()])
    }
    guard let first = earlierAsked.first else { preconditionFailure("what was just asked is noted") }
    let left = limits.memory - (ContinuousClock.now - first.at)
    if left > .zero { try await wait { try await Task.sleep(for: left) } }
    return first
  }
}
