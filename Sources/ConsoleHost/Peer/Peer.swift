/// Whoever is at the other end of a console's connection, and how that is known.
public enum Peer: Sendable {
  /// An account of this machine, told by the kernel.
  case account(PeerIdentity)
  /// An operator of this name, by a client certificate.
  case certificate(String)
  /// The process itself, without a service; with the name of the operator that a sandbox pretends.
  case embedded(String?)
}
