/// Who has to do something about a fault. How a program ends with it is the program's to say.
public enum FaultKind: Sendable, Equatable {
  /// A rule refuses what was asked, or finds it wrong, an unknown or ambiguous name included: whoever asked asks
  /// otherwise.
  case refused
  /// Wrong usage or syntax.
  case usage
  /// The environment failed: database, secrets, network, disk. Whoever runs the program mends it.
  case environment
}
