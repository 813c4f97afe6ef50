import HTTPTypes
import NIOCore
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL
import NIOTLS

/// Watches the requests of one connection: the time to the next head, the time of a body, and whether the client waits
/// for leave to send its body (RFC 9110, section 10.1.1).
final class RequestWatch: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: WireLimits
  private var admission: Admission?
  private var timer: Scheduled<Void>?
  /// The number of requests whose heads came and whose responses have not gone.
  private var unanswered = 0
  /// Whether the body of the last request is still coming.
  private var isReading = false
  /// Whether the client waits before sending that body.
  private var isAwaited = false

  init(_ limits: WireLimits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    admission = try? pipeline.handler(type: Admission.self)
    // The version of a request is known only before the codec makes the request independent of it.
    if let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) {
      try? pipeline.addHandler(OldExpectations(), position: .before(codec))
    }
    awaitHead(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted = event as? TLSUserEvent { noteCertificate(context) }
    context.fireUserInboundEventTriggered(event)
  }

  /// Notes a client that presented a certificate, which was verified by then.
  private func noteCertificate(_ context: ChannelHandlerContext) {
    let handshake = try? context.pipeline.syncOperations.handler(type: NIOSSLHandler.self)
    if handshake?.peerCertificate != nil { admission?.noteKnown() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      unanswered += 1
      isReading = true
      isAwaited = isExpected(head)
      if unanswered == 1 { awaitBody(context) }
    case .body: break
    case .end:
      isReading = false
      isAwaited = false
      if unanswered == 1 {
        timer?.cancel()
        admission?.set(.working)
      }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    // Bytes that are no HTTP are answered without a head.
    unanswered = max(0, unanswered - 1)
    context.write(data, promise: promise)
    switch (unanswered, isReading) {
    case (0, false): awaitHead(context)
    case (1, true): awaitBody(context)
    default: break
    }
  }

  private func awaitHead(_ context: ChannelHandlerContext) {
    admission?.set(.idle)
    schedule(context, in: limits.idleSeconds) { context.close(promise: nil) }
  }

  /// Waits for a body. One that does not come in time breaks off its reading, and the response reports that.
  private func awaitBody(_ context: ChannelHandlerContext) {
    admission?.set(.reading)
    if isAwaited {
      isAwaited = false
      context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }
    schedule(context, in: limits.bodySeconds) { context.fireErrorCaught(BodyTooSlow()) }
  }

  /// Whether the body is awaited: one whose announced size is much too large is refused before it is sent.
  private func isExpected(_ head: HTTPRequest) -> Bool {
    guard let expected = head.headerFields[.expect], ExpectField.isContinue(expected) else { return false }
    let length = head.headerFields[.contentLength].flatMap(Int.init) ?? 0
    return length <= SignedRequests.patience * limits.bodyBytes
  }

  private func schedule(_ context: ChannelHandlerContext, in seconds: Double, _ work: @escaping () -> Void) {
    timer?.cancel()
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: .fractional(seconds: seconds)) { [unowned self] in
      timer = nil
      work()
    }
  }
}

/// The body of a request did not come in time.
struct BodyTooSlow: Error {}
