import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The listening of the servers on both sides of the link: HTTP/1.1, with mutual TLS where there are certificates; a
/// connection on which no request comes in time is closed, and when there are too many, banks that are known stay.
public enum WireServer {
  public static func application(
    _ routes: [WireRoute], host: String, port: Int, tls: TLSFiles?, limits: WireLimits = WireLimits(),
    services: [any Service] = [], loops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> some ApplicationProtocol {
    let application = Application(
      router: Router.wire(routes), server: try builder(tls, limits),
      configuration: .init(address: .hostname(host, port: port)),
      services: services, onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
      eventLoopGroupProvider: .shared(loops), logger: silentLogger)
    return application
  }

  private static func builder(_ tls: TLSFiles?, _ limits: WireLimits) throws -> HTTPServerBuilder {
    try tls?.check()
    let room = ConnectionRoom(limits)
    return HTTPServerBuilder { responder in
      let http = HTTP1Channel(
        responder: responder,
        configuration: .init(additionalChannelHandlers: [BareRefusals(), RequestWatch(limits)]))
      return if let tls {
        AdmittedConnection(base: RenewedTLS(http: http, files: tls), room: room, limits: limits)
      } else {
        AdmittedConnection(base: http, room: room, limits: limits)
      }
    }
  }
}

/// A logger for servers whose requests concern people: nothing is written.
public let silentLogger = Logger(label: "chaka") { _ in SwiftLogNoOpLogHandler() }
