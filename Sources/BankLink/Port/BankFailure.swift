import Domain

/// A reason for which a whole exchange with a bank failed.
public enum BankFailure: Error, Sendable, Equatable {
  case timedOut
  case unreachable
  /// The TLS handshake failed: a certificate that is unknown, expired or for another name.
  case untrusted
  /// The bank replied with HTTP 429.
  case throttled(retryAfter: Span?)
  /// The bank replied with HTTP 5xx.
  case unavailable(status: Int, retryAfter: Span?)
  /// The bank replied with any other status; `code` is the one of the published list in the body, `enquiry` the one
  /// that the body names.
  case refused(status: Int, code: String?, enquiry: String? = nil)
  /// The bank answered with a redirect, which is never followed.
  case redirected
  /// Nothing was sent, because of a fault on our own side: one of `localCodes`. It counts nothing against the bank, and
  /// the enquiries wait (rule 14).
  case forbidden(code: String)
  /// The reply cannot be read or trusted: `not_json`, `bad_shape`, `answer_too_large`, `too_deep`, `bad_key`,
  /// `unexpected_field`, `signature_wrong` and the like.
  case garbage(code: String)

  /// The codes of faults on our own side.
  public static let localCodes = [
    "bad_url", "https_required", "private_address", "key_missing", "certificate_missing", "certificate_unusable",
    "certificate_expired", "certificate_refused", "no_endpoint",
  ]

  /// Whether the request is tried again: only time-outs, 429 and 5xx are (docs/rules.md, "States").
  public var isRetryable: Bool {
    switch self {
    case .timedOut, .unreachable, .untrusted, .throttled, .unavailable: true
    case .refused, .redirected, .forbidden, .garbage: false
    }
  }

  /// The code: stable, snake_case.
  public var code: String {
    switch self {
    case .timedOut: "bank_timed_out"
    case .unreachable: "bank_unreachable"
    case .untrusted: "bank_certificate_refused"
    case .throttled: "bank_throttled"
    case .unavailable: "bank_unavailable"
    case .refused: "bank_refused"
    case .redirected: "bank_redirected"
    case .forbidden(let code), .garbage(let code): code
    }
  }

  /// The pause that the bank asked for.
  public var retryAfter: Span? {
    switch self {
    case .throttled(let span), .unavailable(_, let span): span
    case .timedOut, .unreachable, .untrusted, .refused, .redirected, .forbidden, .garbage: nil
    }
  }
}
