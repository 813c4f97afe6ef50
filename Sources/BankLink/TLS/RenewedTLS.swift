import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// HTTP/1.1 over TLS in which each connection begins with the files as they are then.
struct RenewedTLS: ServerChildChannel {
  let http: HTTP1Channel
  let files: TLSFiles

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandlers([
        NIOSSLServerHandler(context: try files.server()), CertificateTerm(ownEnd: files.end),
      ])
    }
    .flatMap { http.setup(channel: channel, logger: logger) }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
