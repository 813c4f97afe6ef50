import Settings

/// One question about a deployment. Checks only look: none changes anything.
public struct Check: Sendable {
  /// The part that it is about, such as `files.secrets`.
  public let name: String
  let look: @Sendable (Site, any Machine) -> Verdict

  init(_ name: String, _ look: @escaping @Sendable (Site, any Machine) -> Verdict) {
    self.name = name
    self.look = look
  }

  public func finding(_ site: Site, _ machine: any Machine) -> Finding { Finding(name, look(site, machine)) }

  /// The checks of a deployment, in the order in which they are told.
  public static func all(of site: Site) -> [Check] {
    files + sockets(of: site) + [clock] + disks + certificates(of: site) + versions
  }
}

extension [Finding] {
  /// Whether something is broken.
  public var areBroken: Bool { contains { $0.state == .broken } }
}
