import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Serving

/// The listening of the servers on both sides of the link: HTTP/1.1, with mutual TLS where there are certificates; a
/// connection on which no request comes in time is closed, and when there are too many, banks that are known stay.
public enum WireServer {
  public static func application(
    _ routes: [WireRoute], host: String, port: Int, tls: TLSFiles?, limits: ServerLimits = ServerLimits(),
    services: [any Service] = [], loops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> some ApplicationProtocol {
    let application = Application(
      router: Router.wire(routes), server: try HTTPListener.builder(tls, limits, refusal: refusal),
      configuration: .init(address: .hostname(host, port: port)),
      services: services, onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
      eventLoopGroupProvider: .shared(loops), logger: silentLogger)
    return application
  }

  private static let refusal = BareRefusal(type: "application/json", body: JSONReply.body(of: .notHTTP))
}
