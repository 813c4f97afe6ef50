import Text

/// How a program ends (docs/contract.md, "Exit status").
public enum ExitStatus: Int32, Sendable {
  /// Done, or answered.
  case done = 0
  /// Refused or found wrong by a rule, an unknown or ambiguous name included.
  case refused = 1
  /// There are differences (`compare`).
  case different = 2
  /// The environment failed: database, secrets, network, disk.
  case environment = 3
  /// Usage or syntax.
  case usage = 64

  /// How a program ends with a fault of a kind.
  public init(_ kind: FaultKind) {
    switch kind {
    case .refused: self = .refused
    case .usage: self = .usage
    case .environment: self = .environment
    }
  }
}
