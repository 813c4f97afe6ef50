import Domain

/// The times after which the suite gives up on a bank, or grants a condition only.
public struct ConformanceLimits: Sendable {
  /// For one exchange, as for the network itself.
  public var exchange: Duration
  /// From accepting an enquiry for later to its answer. A bank that works overnight gets hours.
  public var answer: Duration
  /// For one check with all its exchanges; waiting for late answers does not count.
  public var check: Duration
  /// For 95 of 100 requests of one enquiry.
  public var pace: Duration
  /// The least time after which a bank is asked again about what it has to remember.
  public var memory = Duration.seconds(3)
  /// Checks that end without any response, one after the other, after which the rest is not tried.
  public var silentChecks = 4

  public init(_ limits: CertificationLimits = CertificationLimits()) {
    exchange = .seconds(limits.exchangeSeconds)
    answer = .seconds(limits.answerSeconds)
    check = .seconds(limits.checkSeconds)
    pace = .seconds(limits.paceSeconds)
  }

  /// As they are printed, in whole seconds.
  var printed: CertificationLimits {
    CertificationLimits(
      exchangeSeconds: Int(exchange.components.seconds), answerSeconds: Int(answer.components.seconds),
      checkSeconds: Int(check.components.seconds), paceSeconds: Int(pace.components.seconds))
  }
}
