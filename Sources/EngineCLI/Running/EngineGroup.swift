import BankLink
import Domain
import Live
import LiveProgram
import Logging
import Program
import QueryEngine
import ServiceLifecycle
import Serving
import Settings
import Store
import Text

/// What `run` and `serve` share: the engine on an open database, and the server for banks' callbacks.
struct EngineGroup {
  let live: LiveEngine
  let log: Logger
  private let callbacks: CallbackAddress?

  /// Opens the database for a use. A program that holds the writer is named and waited for. Nil if the program was
  /// stopped meanwhile.
  static func open(
    _ context: ProgramContext, for use: DatabaseUse, _ configuration: Configuration, _ log: Logger,
    tell: @escaping @Sendable (Occurrence) -> Void, unless stop: StopMark
  ) async throws -> EngineGroup? {
    let callbacks = CallbackAddress(configuration)
    var isTold = false
    while await !stop.isRaised {
      do {
        let live = try LiveEngine(
          context, for: use, configuration, adjust: { $0.callbackURL = callbacks.url }, tell: tell)
        return EngineGroup(live: live, log: log, callbacks: callbacks.port == nil ? nil : callbacks)
      } catch let fault as StoreFault where fault.isLocked {
        if !isTold { log.warning("\(fault.code): \(context.wording(fault))") }
        isTold = true
        try await Task.sleep(for: .seconds(1))
      }
    }
    return nil
  }

  /// The engine; one whose obstacles are told already does not tell them at its start.
  func engine(tellingObstacles: Bool = true) -> any Service {
    EngineService(engine: QueryEngine(live.parts, log: log), tellsObstacles: tellingObstacles)
  }

  /// The server for callbacks, and where it listens; nil where answers are fetched. Throws `CallbackNeedsTLS` for a real
  /// database without certificates.
  func callbackServer(
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) throws -> (service: any Service, url: String)? {
    guard let callbacks, let port = callbacks.port, let url = callbacks.url else { return nil }
    let tls = live.configuration.tls
    guard live.store.isSandbox || tls != nil else { throw CallbackNeedsTLS() }
    let server = CallbackServer(
      live.callbackDesk, host: callbacks.host, port: port, tls: tls.map(TLSFiles.init), onListening: onListening)
    return (server, url)
  }

  /// Runs services until one fails or the program is told to stop: they end in the reverse of their order, each once its
  /// work under way has come to its end.
  func run(_ services: [any Service], until stop: StopMark, stopping: @escaping @Sendable () async -> Void = {})
    async throws
  {
    let group = ServiceGroup(configuration: .init(services: services, logger: log))
    await stop.whenRaised {
      await stopping()
      await group.triggerGracefulShutdown()
    }
    do {
      try await group.run()
    } catch {
      await live.shutdown()
      throw error
    }
    await live.shutdown()
  }
}

/// Where banks post their answers, by the settings.
private struct CallbackAddress {
  let host: String
  /// Nil where answers are fetched.
  let port: Int?
  /// What banks are told to call; nil if there is nothing to call.
  let url: String?

  init(_ configuration: Configuration) {
    let engine = configuration.engine
    let scheme = configuration.tls == nil ? "http" : "https"
    (host, port) = (engine.callbackHost, engine.callbackPort)
    url =
      engine.callbackURL
      ?? engine.callbackPort.map { "\(scheme)://\(engine.callbackHost):\($0)\(CallbackServer.path)" }
  }
}

/// The engine as a service: on shutdown no more work is taken on, and work in progress comes to its end.
private struct EngineService: Service {
  let engine: QueryEngine
  let tellsObstacles: Bool

  func run() async throws {
    try await engine.run(until: { Task.isShuttingDownGracefully }, tellingObstacles: tellsObstacles)
  }
}

/// A real database takes callbacks over TLS only.
struct CallbackNeedsTLS: SettingFault {
  let setting = "engine.callbackPort"
  var code: String { "config_incomplete" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(
      zh: "engine.callbackPort 需要配置 tls，正式数据库只通过双向 TLS 接收银行回调",
      en: "engine.callbackPort needs tls: a real database takes callbacks over mutual TLS only")
  }
}
