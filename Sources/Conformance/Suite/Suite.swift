/// The conformance suite of the connector protocol.
public enum Suite {
  /// The version of the suite, which stands in every report.
  public static let version = "3"

  /// Every check in the order of reports. None depends on another: each fault of a bank is found by the one check it
  /// belongs to, as far as the others can still see their own subjects.
  public static let checks: [Check] =
    TransportChecks.all + SignatureChecks.all + ResponseChecks.all + SealingChecks.all + ConsentChecks.all
    + IdempotencyChecks.all + MaskingChecks.all + ExclusionChecks.all + ErrorChecks.all + LateChecks.all
    + CallbackChecks.all + BatchChecks.all + LoadChecks.all
}
