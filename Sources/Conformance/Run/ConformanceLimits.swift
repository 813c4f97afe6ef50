/// How long a bank may take before the suite gives up or grants a condition only.
public struct ConformanceLimits: Sendable {
  /// For one exchange, as for the network itself.
  public var exchange = Duration.seconds(10)
  /// For one check with all its exchanges.
  public var check = Duration.seconds(12)
  /// For 95 of 100 requests of one enquiry.
  public var pace = Duration.seconds(2)
  /// Checks that end without any response, one after the other, after which the rest is not tried.
  public var silentChecks = 4

  public init() {}
}
