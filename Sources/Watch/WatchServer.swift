import BankLink
import HTTPTypes
import Hummingbird
import Measures
import NIOCore
import ServiceLifecycle
import Store
import Text

/// Shows how the service is, on a port of its own: `GET /health/live`, `/health/ready`, `/metrics`. Whoever reaches the
/// port may look: it says nothing about people, and belongs on an address that only the machine or its watchers reach.
public struct WatchServer: Service {
  private let host: String
  private let port: Int
  private let store: Store
  private let measures: ServiceMeasures
  private let certificates: CertificateDays
  private let version: String
  private let health: @Sendable () async -> Health
  private let onListening: @Sendable (Int) async -> Void

  /// `onListening` gets the port.
  public init(
    host: String, port: Int, store: Store, measures: ServiceMeasures, certificates: CertificateDays, version: String,
    health: @escaping @Sendable () async -> Health, onListening: @escaping @Sendable (Int) async -> Void
  ) {
    (self.host, self.port, self.store, self.measures) = (host, port, store, measures)
    (self.certificates, self.version, self.health, self.onListening) = (certificates, version, health, onListening)
  }

  public func run() async throws {
    let routes: [WireRoute] = [
      .get("/health/live") { _, _ in Self.reply(.ok, ["live": true]) },
      .get("/health/ready") { _, _ in
        let health = await health()
        return Self.reply(health.isReady ? .ok : .serviceUnavailable, health.json)
      },
      .get("/metrics") { _, _ in
        Response(
          status: .ok, headers: [.contentType: Exposition.contentType],
          body: .init(byteBuffer: ByteBuffer(string: await text())))
      },
    ]
    try await WireServer.application(routes, host: host, port: port, tls: nil, onListening: onListening).run()
  }

  private static func reply(_ status: HTTPResponse.Status, _ body: JSONValue) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: body.compactBytes)))
  }

  /// All measures. A database that cannot be read now leaves its own out, and `chaka_ready` says so.
  func text() async -> String {
    let figures = try? await store.readGateAside { try StoreFigures($0, $1) }
    let health = await health()
    let families: [Family] =
      [
        .gauge("chaka_build_info", "The program's version.", by: "version", [(version, 1)]),
        .gauge("chaka_ready", "Whether people and banks are served: 1 or 0.", health.isReady ? 1 : 0),
      ] + (figures?.families ?? []) + [certificates.family()] + measures.families + ProcessFigures().families
    return Exposition.text(families)
  }
}
