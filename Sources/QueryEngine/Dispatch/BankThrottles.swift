import BankLink
import Domain
import Synchronization

/// The throttles of all banks in one process.
final class BankThrottles: Sendable {
  private let throttles = Mutex<[BankCode: BankThrottle]>([:])

  /// The time of each bank's last completed TLS handshake with us; banks with which one failed since are left out.
  private let handshakes = Mutex<[BankCode: Moment]>([:])
  /// The age up to which a handshake vouches for our present certificate.
  private static let handshakeTerm = Span.minutes(10)

  subscript(bank: BankCode) -> BankThrottle { throttles.withLock { $0[bank] ?? BankThrottle() } }

  /// The outcome of an exchange in view of all banks: a handshake that fails with every bank is a fault of our own
  /// certificate or roots, and no bank's (rule 14).
  func judged(
    _ outcome: Result<BankReplies, BankFailure>, of bank: BankCode, at now: Moment
  ) -> Result<BankReplies, BankFailure> {
    handshakes.withLock { handshakes in
      switch outcome {
      case .success, .failure(.refused), .failure(.redirected), .failure(.throttled), .failure(.unavailable),
        .failure(.garbage):
        handshakes[bank] = now
      case .failure(.untrusted):
        handshakes[bank] = nil
        let isTrusted = handshakes.values.contains { now <= $0.adding(Self.handshakeTerm) }
        if !isTrusted { return .failure(.forbidden(code: "certificate_refused")) }
      case .failure(.timedOut), .failure(.unreachable), .failure(.forbidden): break
      }
      return outcome
    }
  }

  func enter(_ bank: BankCode, at now: Moment, most: Int) -> BankThrottle.Pass? {
    throttles.withLock { $0[bank, default: BankThrottle()].enter(at: now, most: most) }
  }

  func note(
    _ outcome: BankThrottle.Outcome, of bank: BankCode, _ pass: BankThrottle.Pass, at now: Moment, jitter: Int,
    most: Int
  ) {
    throttles.withLock {
      $0[bank, default: BankThrottle()].note(outcome, of: pass, at: now, jitter: jitter, most: most)
    }
  }

  /// Leaves a bank alone that cannot be asked because of a fault on our own side.
  func hold(_ bank: BankCode, at now: Moment) {
    throttles.withLock { $0[bank, default: BankThrottle()].hold(at: now, for: EnquiryMachine.heldPause) }
  }

  /// Lets every bank be tried at once that was left alone for a fault on our own side.
  func forgive() {
    throttles.withLock { throttles in
      for bank in throttles.keys { throttles[bank]?.forgive() }
    }
  }

  func leave(_ bank: BankCode, _ pass: BankThrottle.Pass, at now: Moment) {
    throttles.withLock { $0[bank, default: BankThrottle()].leave(pass, at: now) }
  }
}

extension BankThrottle.Outcome {
  /// The outcome of a failure. A bank that refuses or sends garbage is reachable: asking it less would not help. Nil if
  /// nothing was sent.
  init?(_ failure: BankFailure) {
    switch failure {
    case .timedOut, .unreachable, .untrusted, .unavailable: self = .nothing(retryAfter: failure.retryAfter)
    case .throttled(let retryAfter): self = .throttled(retryAfter: retryAfter)
    case .refused, .redirected, .garbage: self = .replied
    case .forbidden: return nil
    }
  }
}
