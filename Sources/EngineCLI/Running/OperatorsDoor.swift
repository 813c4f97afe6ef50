import ConsoleHost
import ConsoleProtocol
import Domain
import Live
import LiveProgram
import Program
import RolloutControl
import ServiceLifecycle
import Settings
import Store
import Text

/// The operators' door of a service: their consoles, over the local socket.
struct OperatorsDoor: Service {
  private let host: ConsoleHost
  private let acceptor: OperatorService
  private let changes: ChangeSignal?

  /// The longest time for which a command that is being done is waited for when the service stops.
  private static let patience = Duration.seconds(10)

  /// Binds the socket that systemd hands over, or the one of the settings; nil in a sandbox for which none is set, as its
  /// consoles open it themselves. Throws `SocketFault`.
  init?(_ context: ProgramContext, _ live: LiveEngine, _ settings: ServiceSettings) throws {
    let usual = live.store.isSandbox ? nil : ServiceSettings.usualSocket
    let inherited = try OperatorSocket.inherited()
    let bound = try (settings.socket ?? usual).map { path in
      try inherited ?? OperatorSocket.bind(path, group: settings.group)
    }
    guard let socket = inherited ?? bound else { return nil }
    let host = ConsoleHost(Self.parts(context, live), most: settings.consoles)
    changes = ChangeSignal(of: live.store)
    self.host = host
    acceptor = try OperatorService(
      socket, group: OperatorGroup(settings.group),
      accept: { descriptor, identity in host.serve(descriptor, as: Peer.account(identity)) },
      refuse: { descriptor, fault in ConsoleHost.tell(fault, at: descriptor) })
    address = socket.path
  }

  let address: String

  private static func parts(_ context: ProgramContext, _ live: LiveEngine) -> HostParts {
    let store = live.store
    return HostParts(
      catalogue: live.registry.catalogue, runner: LiveCertifier(context),
      candidates: (store.path + "-candidates", store.path), pauseBetweenNews: nil
    ) { author, isPretended in
      if isPretended, !store.isSandbox { throw StoreFault.notASandbox(.operator) }
      let session = try OperatorSession(store: store, author: author)
      session.resolve = LiveResolver.addresses
      return session
    }
  }

  func run() async throws {
    if let changes { host.wake(onEach: changes.run) }
    defer { changes?.end() }
    try await acceptor.run()
    _ = await host.stop(within: Self.patience)
  }
}
