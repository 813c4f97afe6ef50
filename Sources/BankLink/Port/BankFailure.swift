import Domain

/// Why a whole exchange with a bank came to nothing.
public enum BankFailure: Error, Sendable, Equatable {
  case timedOut
  case unreachable
  /// HTTP 429.
  case throttled(retryAfter: Span?)
  /// HTTP 5xx.
  case unavailable(status: Int, retryAfter: Span?)
  /// Any other status, redirects included; `code` is the bank's own where it sent one.
  case refused(status: Int, code: String?)
  /// What came cannot be read: `not_json`, `bad_shape`, `answer_too_large`, `too_deep`, `bad_key`.
  case garbage(code: String)

  /// Only time-outs, 429 and 5xx are tried again (design: "States").
  public var isRetryable: Bool {
    switch self {
    case .timedOut, .unreachable, .throttled, .unavailable: true
    case .refused, .garbage: false
    }
  }

  /// Stable, snake_case.
  public var code: String {
    switch self {
    case .timedOut: "bank_timed_out"
    case .unreachable: "bank_unreachable"
    case .throttled: "bank_throttled"
    case .unavailable: "bank_unavailable"
    case .refused: "bank_refused"
    case .garbage(let code): code
    }
  }

  /// How long the bank asked to be left alone.
  public var retryAfter: Span? {
    switch self {
    case .throttled(let span), .unavailable(_, let span): span
    case .timedOut, .unreachable, .refused, .garbage: nil
    }
  }
}
