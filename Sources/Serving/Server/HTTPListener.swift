import HummingbirdCore
import Logging

/// The listening of a server: HTTP/1.1, with TLS where there are certificates; a connection on which no request comes
/// in time is closed, and when there are too many, the ones that are needed most stay (`ConnectionRoom`).
package enum HTTPListener {
  /// - Parameter refusal: the answer to bytes that are no HTTP.
  package static func builder(_ tls: TLSFiles?, _ limits: ServerLimits, refusal: BareRefusal) throws
    -> HTTPServerBuilder
  {
    try tls?.check()
    let room = ConnectionRoom(limits)
    return HTTPServerBuilder { responder in
      let http = HTTP1Channel(
        responder: responder,
        configuration: .init(additionalChannelHandlers: [BareRefusals(refusal), RequestWatch(limits)]))
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
