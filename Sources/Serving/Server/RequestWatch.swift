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

  private let limits: ServerLimits
  private var admission: Admission?
  /// What has to come before the deadline; nil if nothing is awaited.
  private var awaited: (Awaited, deadline: NIODeadline)?
  /// The one timer of the connection. It is not set anew for every request: it runs out at a deadline that held once,
  /// and is then set to the one that holds now.
  private var timer: (task: Scheduled<Void>, deadline: NIODeadline)?
  /// The number of requests whose heads came and whose responses have not gone.
  private var unanswered = 0
  /// Whether the body of the last request is still coming.
  private var isReading = false
  /// Whether the client waits before sending that body.
  private var isAwaited = false

  init(_ limits: ServerLimits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    admission = try? pipeline.handler(type: Admission.self)
    // The version of a request is known only before the codec makes the request independent of it.
    if let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) {
      try? pipeline.addHandler(OldExpectations(), position: .before(codec))
    }
    awaitHead(context)
  }

  /// What a connection waits for.
  private enum Awaited {
    case head
    case body
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.task.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.task.cancel()
    timer = nil
    awaited = nil
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
        awaited = nil
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
    expect(.head, seconds: limits.idleSeconds, context)
  }

  /// Waits for a body. One that does not come in time breaks off its reading, and the response reports that.
  private func awaitBody(_ context: ChannelHandlerContext) {
    admission?.set(.reading)
    if isAwaited {
      isAwaited = false
      context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }
    expect(.body, seconds: limits.bodySeconds, context)
  }

  /// Whether the body is awaited: one whose announced size is much too large is refused before it is sent.
  private func isExpected(_ head: HTTPRequest) -> Bool {
    guard let expected = head.headerFields[.expect], ExpectField.isContinue(expected) else { return false }
    let length = head.headerFields[.contentLength].flatMap(Int.init) ?? 0
    return length <= limits.readBytes
  }

  private func expect(_ awaited: Awaited, seconds: Double, _ context: ChannelHandlerContext) {
    let deadline = NIODeadline.now() + .fractional(seconds: seconds)
    self.awaited = (awaited, deadline)
    if let timer, timer.deadline <= deadline { return }
    set(context, to: deadline)
  }

  private func set(_ context: ChannelHandlerContext, to deadline: NIODeadline) {
    timer?.task.cancel()
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [unowned self] in
      timer = nil
      runOut(context)
    }
    timer = (task, deadline)
  }

  private func runOut(_ context: ChannelHandlerContext) {
    guard let (awaited, deadline) = awaited else { return }
    guard NIODeadline.now() >= deadline else { return set(context, to: deadline) }
    self.awaited = nil
    switch awaited {
    case .head: context.close(promise: nil)
    case .body: context.fireErrorCaught(BodyTooSlow())
    }
  }
}

/// The body of a request did not come in time.
package struct BodyTooSlow: Error {}
