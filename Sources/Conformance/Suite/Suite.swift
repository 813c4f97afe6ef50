/// The conformance suite of the connector protocol.
public enum Suite {
  /// Stands in every report.
  public static let version = "3"

  /// Every check in the order of reports. None depends on another: whatever is wrong with a bank is told by the one
  /// check it belongs to, as far as the others can still see what they look for.
  public static let checks: [Check] =
    TransportChecks.all + SignatureChecks.all + ResponseChecks.all + SealingChecks.all + ConsentChecks.all
    + IdempotencyChecks.all + MaskingChecks.all + ExclusionChecks.all + ErrorChecks.all + LateChecks.all
    + CallbackChecks.all + BatchChecks.all + LoadChecks.all
}
