import AdminShell

/// Whoever is at the other end of a console's connection, and how that is known.
public enum Peer: Sendable {
  /// An account of this machine, told by the kernel.
  case account(PeerIdentity)
  /// An operator of this name, by a client certificate.
  case certificate(String)
  /// The process itself, without a service.
  case embedded
}

extension Peer: ConsolePeer {
  /// The operator; in a sandbox another may be pretended, which is judged when the database is open.
  public func author(pretending name: String?) throws -> String {
    if let name { return try Operator(named: name).name }
    return switch self {
    case .account(let identity): identity.account
    case .certificate(let name): name
    case .embedded: Operator.ofProcess.name
    }
  }

  public func check() throws { if case .account(let identity) = self { try identity.check() } }
}
