import BankLink
import ServiceLifecycle

extension SandboxServer {
  /// Serves until SIGTERM or SIGINT.
  public func runUntilSignalled() async throws {
    let group = ServiceGroup(
      configuration: .init(
        services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: silentLogger))
    try await group.run()
  }
}
