/// The conformance suite of the connector protocol.
public enum Suite {
  /// Stands in every report.
  public static let version = "1"
}
