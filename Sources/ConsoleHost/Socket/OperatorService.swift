import ServiceLifecycle
import Text

/// The operators' door: accepts connections to a socket until the service is stopped.
///
/// Who is behind a connection is asked of the kernel when it is accepted, and of the account database in a thread of
/// the connection's own, since that may take its time; so one operator's slow answer holds up nobody else's.
public struct OperatorService: Service {
  private let acceptor: Acceptor

  /// `accept` gets the connections of peers that may come in, and owns the descriptor from then on. `refuse` gets those
  /// of peers that may not, to tell them why; it writes little, and the connection is closed when it returns. Both are
  /// called in threads that may block, and several at a time. Throws `SocketFault` if no descriptors are left.
  public init(
    _ socket: OperatorSocket, group: OperatorGroup, system: any PeerSystem = LinuxPeers(),
    limits: AcceptLimits = AcceptLimits(), accept: @escaping @Sendable (Int32, PeerIdentity) -> Void,
    refuse: @escaping @Sendable (Int32, any Fault) -> Void
  ) throws {
    acceptor = Acceptor(
      socket, group, system, limits, wakeLine: try WakeLine(), accept: accept, refuse: refuse)
  }

  /// Serves until the service is shut down or cancelled. The socket is closed then.
  public func run() async throws {
    await withTaskCancellationOrGracefulShutdownHandler {
      await acceptor.run()
    } onCancelOrGracefulShutdown: {
      acceptor.stop()
    }
  }
}

/// The bounds of accepting.
public struct AcceptLimits: Sendable {
  /// The largest number of peers that are identified at once, and of one account's among them.
  public var atOnce = 16
  public var atOncePerAccount = 4
  /// The largest number of peers that wait for that; more wait in the kernel's queue.
  public var waiting = 64
  /// The time within which a peer is identified.
  public var identifying = Duration.seconds(5)

  public init() {}
}
