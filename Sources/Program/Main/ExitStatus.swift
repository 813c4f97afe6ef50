import Text

/// The exit status of a program (docs/contract.md, "Exit status").
public enum ExitStatus: Int32, Sendable {
  /// The work is done, or the question answered.
  case done = 0
  /// A rule refused the request or found a problem, an unknown or ambiguous name included.
  case refused = 1
  /// There are differences (`compare`).
  case different = 2
  /// The environment failed: database, secrets, network, disk.
  case environment = 3
  /// Wrong usage or syntax.
  case usage = 64

  /// The exit status for a fault of a kind.
  public init(_ kind: FaultKind) {
    switch kind {
    case .refused: self = .refused
    case .usage: self = .usage
    case .environment: self = .environment
    }
  }
}
