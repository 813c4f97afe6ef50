import Domain

/// The times after which the suite gives up on a bank, or grants a condition only.
public struct ConformanceLimits: Sendable {
  /// The time for one exchange, as in real operation.
  public var exchange: Duration
  /// The time from accepting an enquiry for later to its answer. A bank that works overnight gets hours.
  public var answer: Duration
  /// The time for one check with all its exchanges; waiting for late answers does not count.
  public var check: Duration
  /// The time for 95 of 100 requests of one enquiry.
  public var pace: Duration
  /// The least time after which a bank is asked again about an enquiry that it has to remember.
  public var memory = Duration.seconds(3)
  /// The number of checks in a row without any response after which the rest is not tried.
  public var silentChecks = 4

  public init(_ limits: CertificationLimits = CertificationLimits()) {
    exchange = .seconds(limits.exchangeSeconds)
    answer = .seconds(limits.answerSeconds)
    check = .seconds(limits.checkSeconds)
    pace = .seconds(limits.paceSeconds)
  }

  /// The limits for the report, in whole seconds.
  var printed: CertificationLimits {
    CertificationLimits(
      exchangeSeconds: Int(exchange.components.seconds), answerSeconds: Int(answer.components.seconds),
      checkSeconds: Int(check.components.seconds), paceSeconds: Int(pace.components.seconds))
  }
}
