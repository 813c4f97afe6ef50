import ArgumentParser
import BankLink
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

/// `chaka-engine run`: serves until stopped; after SIGTERM work in progress comes to its end.
struct RunCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "run", zh: "持续运行，直到被停止", en: "run until stopped")

  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    // A signal waits for the services, however long they take to begin.
    let signals = await StopSignals.sequence()
    let configuration = try context.configuration()
    let engine = configuration.engine
    let scheme = configuration.tls == nil ? "http" : "https"
    let callbackURL =
      engine.callbackURL
      ?? engine.callbackPort.map { "\(scheme)://\(engine.callbackHost):\($0)\(CallbackServer.path)" }
    let stop = StopMark()
    let stopping = Task { for await _ in signals { await stop.raise() } }
    defer { stopping.cancel() }
    guard let live = try await open(context, configuration, callbackURL: callbackURL, unless: stop) else { return }
    var services: [any Service] = [
      EngineService(engine: QueryEngine(live.parts))
    ]
    if let port = engine.callbackPort {
      guard live.store.isSandbox || configuration.tls != nil else { throw CallbackNeedsTLS() }
      services.append(
        CallbackServer(
          live.callbackDesk, host: engine.callbackHost, port: port, tls: configuration.tls.map(TLSFiles.init)))
    }
    let group = ServiceGroup(configuration: .init(services: services, logger: Logger(label: "chaka-engine")))
    await stop.whenRaised { await group.triggerGracefulShutdown() }
    do {
      try await group.run()
    } catch {
      await live.shutdown()
      throw error
    }
    await live.shutdown()
  }

  /// Opens the database. A program that holds the writer is named and waited for. Nil if the engine was stopped
  /// meanwhile.
  private func open(
    _ context: ProgramContext, _ configuration: Configuration, callbackURL: String?, unless stop: StopMark
  ) async throws -> LiveEngine? {
    let log = Logger(label: "chaka-engine") { StreamLogHandler.standardError(label: $0) }
    var isTold = false
    while await !stop.isRaised {
      do {
        return try LiveEngine(context, for: .worker, configuration) { $0.callbackURL = callbackURL }
      } catch let fault as StoreFault where fault.isLocked {
        if !isTold { log.warning("\(fault.code): \(context.wording(fault))") }
        isTold = true
        try await Task.sleep(for: .seconds(1))
      }
    }
    return nil
  }
}

/// Whether the program was told to stop, with the work to do then.
private actor StopMark {
  private(set) var isRaised = false
  private var work: (@Sendable () async -> Void)?

  func raise() async {
    isRaised = true
    await work?()
  }

  func whenRaised(_ work: @escaping @Sendable () async -> Void) async {
    self.work = work
    if isRaised { await work() }
  }
}

/// The engine as a service: on shutdown no more work is taken on, and work in progress comes to its end.
private struct EngineService: Service {
  let engine: QueryEngine

  func run() async throws {
    try await engine.run(until: { Task.isShuttingDownGracefully })
  }
}

/// A real database takes callbacks over TLS only.
struct CallbackNeedsTLS: Fault {
  var code: String { "config_incomplete" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(
      zh: "engine.callbackPort 需要配置 tls，正式数据库只通过双向 TLS 接收银行回调",
      en: "engine.callbackPort needs tls: a real database takes callbacks over mutual TLS only")
  }
}
