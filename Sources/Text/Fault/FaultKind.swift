/// The party that has to act on a fault. Each program maps a kind to its exit status.
public enum FaultKind: Sendable, Equatable {
  /// A rule refuses the request, or finds a problem, an unknown or ambiguous name included: its author has to change
  /// the request.
  case refused
  /// Wrong usage or syntax.
  case usage
  /// The environment failed: database, secrets, network, disk. Whoever runs the program has to repair it.
  case environment
}
