import BankLink
import Domain
import Synchronization

/// The lines to all banks, as one process knows them.
final class BankLines: Sendable {
  private let lines = Mutex<[BankCode: BankLine]>([:])

  subscript(bank: BankCode) -> BankLine { lines.withLock { $0[bank] ?? BankLine() } }

  func enter(_ bank: BankCode, at now: Moment, most: Int) -> BankLine.Pass? {
    lines.withLock { $0[bank, default: BankLine()].enter(at: now, most: most) }
  }

  func note(
    _ outcome: BankLine.Outcome, of bank: BankCode, _ pass: BankLine.Pass, at now: Moment, jitter: Int, most: Int
  ) {
    lines.withLock { $0[bank, default: BankLine()].note(outcome, of: pass, at: now, jitter: jitter, most: most) }
  }

  func leave(_ bank: BankCode, _ pass: BankLine.Pass, at now: Moment) {
    lines.withLock { $0[bank, default: BankLine()].leave(pass, at: now) }
  }
}

extension BankLine.Outcome {
  /// A bank that refuses or sends garbage is there: trying it less would not help it. Nil where nothing was sent.
  init?(_ failure: BankFailure) {
    switch failure {
    case .timedOut, .unreachable, .untrusted, .unavailable: self = .nothing(retryAfter: failure.retryAfter)
    case .throttled(let retryAfter): self = .throttled(retryAfter: retryAfter)
    case .refused, .redirected, .garbage: self = .replied
    case .forbidden: return nil
    }
  }
}
