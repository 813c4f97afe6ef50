import Domain
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// How the servers on both sides of the link listen: HTTP/1.1, with mutual TLS where there are certificates; a
/// connection on which no request comes in time is closed.
public enum WireServer {
  /// From connecting, or from the end of the last response, to the next complete request head; and between two parts
  /// of a body.
  static let idleSeconds: Int64 = 15
  /// More wait to be taken on.
  static let connections = 600

  public static func application(
    _ router: Router<WireContext>, host: String, port: Int, tls: TLSFiles?, services: [any Service] = [],
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> some ApplicationProtocol {
    let application = Application(
      router: router, server: try builder(tls),
      configuration: .init(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(connections)),
      services: services, onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: silentLogger)
    return application
  }

  private static func builder(_ tls: TLSFiles?) throws -> HTTPServerBuilder {
    let http = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(idleSeconds)))
    return try tls.map { try .tls(http, tlsConfiguration: $0.server()) } ?? http
  }
}

/// A request's context: its connection can be closed.
public struct WireContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  private let channel: any NIOCore.Channel

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Closes the connection once the response had time to leave.
  func hangUp() {
    let channel = channel
    channel.eventLoop.scheduleTask(in: .milliseconds(500)) { channel.close(promise: nil) }
  }
}

/// A logger for servers whose requests concern people: nothing is written.
public let silentLogger = Logger(label: "chaka") { _ in SwiftLogNoOpLogHandler() }
