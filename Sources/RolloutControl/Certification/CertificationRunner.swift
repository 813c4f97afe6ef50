import Domain
import Store
import Text

/// Runs the conformance suite against a bank. Blocks until it is through; what asks the network stands behind it.
public protocol CertificationRunner {
  /// `progress` is told of every check as it ends, on the calling thread; `pause` is called often, and what it throws
  /// ends the run.
  func certify(
    _ request: CertificationRequest, pause: () throws -> Void, progress: (CheckResult) -> Void
  ) throws -> CertificationReport
}

/// What the suite has to know of a bank.
public struct CertificationRequest: Sendable {
  public let bank: BankCode
  public let endpoint: String
  public let privateLines: Bool
  /// The pairs valid now, newest first; empty in a sandbox where they are read from the endpoint.
  public let keys: [BankKeys]
  /// Whose keys the network signs with, whose time it goes by, and whether it is a sandbox.
  public let store: Store
  /// How long an answer that was accepted for later may take; nil: the usual.
  public let answerWithin: Span?
  /// What the latest run asked, to be asked again.
  public let recall: JSONValue?
}
