import Domain
import Store
import Text

/// Runs the conformance suite against a bank, over the network. Blocks until the run is over.
public protocol CertificationRunner {
  /// `progress` gets every check as it ends, on the calling thread; `pause` is called often, and its error ends the
  /// run.
  func certify(
    _ request: CertificationRequest, pause: () throws -> Void, progress: (CheckResult) -> Void
  ) throws -> CertificationReport
}

/// The facts about a bank that the suite needs.
public struct CertificationRequest: Sendable {
  public let bank: BankCode
  public let endpoint: String
  public let privateLines: Bool
  /// The pairs valid now, newest first; empty in a sandbox where keys are read from the endpoint.
  public let keys: [BankKeyTerm]
  /// The store with the network's keys, the clock, and the kind of database.
  public let store: Store
  /// The time for an answer that was accepted for later; nil for the usual one.
  public let answerWithin: Span?
  /// The test enquiry of the latest run, to be asked again.
  public let recall: JSONValue?
}
