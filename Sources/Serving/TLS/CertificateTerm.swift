import Foundation
import NIOCore
import NIOSSL
import NIOTLS

/// Closes a connection when a certificate that it began with ends: certificates are judged when a connection begins,
/// and a busy one would go on for ever. An exchange in progress is lost, and may be tried again.
package final class CertificateTerm: ChannelInboundHandler {
  package typealias InboundIn = Any

  private let ownEnd: Date?
  private var timer: Scheduled<Void>?
  /// The longest wait for the end, as clocks are set and machines sleep.
  private static let longestWaitSeconds = 600.0

  /// `ownEnd` is the end of the certificate that this side presents.
  package init(ownEnd: Date?) { self.ownEnd = ownEnd }

  package func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { watch(context) }
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted = event as? TLSUserEvent { watch(context) }
    context.fireUserInboundEventTriggered(event)
  }

  package func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  package func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  private func watch(_ context: ChannelHandlerContext) {
    timer?.cancel()
    let handshake = try? context.pipeline.syncOperations.handler(type: NIOSSLHandler.self)
    guard let end = [ownEnd, handshake?.peerCertificate?.end].compactMap(\.self).min() else { return }
    let rest = end.timeIntervalSinceNow
    guard rest > 0 else { return context.close(promise: nil) }
    let wait = TimeAmount.milliseconds(Int64(min(rest, Self.longestWaitSeconds) * 1_000) + 1)
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { [unowned self] in self.watch(context) }
  }
}
