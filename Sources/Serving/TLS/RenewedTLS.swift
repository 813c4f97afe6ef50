import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// HTTP/1.1 over TLS in which each connection begins with the files of that moment.
struct RenewedTLS: ServerChildChannel {
  let http: HTTP1Channel
  let files: TLSFiles

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandlers([
        try handler(), CertificateTerm(ownEnd: files.end),
      ])
    }
    .flatMap { http.setup(channel: channel, logger: logger) }
  }

  private func handler() throws -> NIOSSLServerHandler {
    let context = try files.server()
    guard files.admission == .anyCertificate else { return NIOSSLServerHandler(context: context) }
    return NIOSSLServerHandler(context: context) { _, promise in promise.succeed(.certificateVerified) }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
