import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What is no HTTP at all never reaches a route: the server refuses it with an empty 400. Here it gets its error body.
final class BareRefusals: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data), head.status == .badRequest,
      head.headerFields[.contentLength] == "0"
    else { return context.write(data, promise: promise) }
    let body = ByteBuffer(bytes: JSONReply.body(of: .notHTTP))
    head.headerFields[.contentType] = "application/json"
    head.headerFields[.contentLength] = "\(body.readableBytes)"
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(body)), promise: promise)
  }
}
