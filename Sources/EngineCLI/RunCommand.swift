import ArgumentParser
import BankLink
import Live
import Logging
import Program
import QueryEngine
import ServiceLifecycle

/// `chaka-engine run`: serves until stopped; SIGTERM lets what has begun come to its end.
struct RunCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "run", zh: "持续运行，直到收到停止信号", en: "serve until stopped")

  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    let engine = try context.configuration().engine
    let live = try LiveEngine(context) { settings in
      settings.callbackURL =
        engine.callbackURL ?? engine.callbackPort.map { "http://\(engine.callbackHost):\($0)\(CallbackServer.path)" }
    }
    var services: [any Service] = [EngineService(engine: QueryEngine(live.parts))]
    if let port = engine.callbackPort {
      let query = QueryEngine(live.parts)
      services.append(CallbackServer(host: engine.callbackHost, port: port) { try await query.take($1, from: $0) })
    }
    let group = ServiceGroup(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "chaka-engine"))
    do {
      try await group.run()
    } catch {
      await live.shutdown()
      throw error
    }
    await live.shutdown()
  }
}

/// The engine as a service: on shutdown nothing more is taken on, and what has begun comes to its end.
private struct EngineService: Service {
  let engine: QueryEngine

  func run() async throws {
    try await engine.run(until: { Task.isShuttingDownGracefully })
  }
}
