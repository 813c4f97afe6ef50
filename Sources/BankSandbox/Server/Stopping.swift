import BankLink
import ServiceLifecycle
import Serving
import UnixSignals

extension SandboxServer {
  /// Serves until a signal comes, or has come already.
  public func run(until signals: UnixSignalsSequence) async throws {
    let group = ServiceGroup(configuration: .init(services: [self], logger: silentLogger))
    let stopping = Task { for await _ in signals { await group.triggerGracefulShutdown() } }
    defer { stopping.cancel() }
    try await group.run()
  }
}
