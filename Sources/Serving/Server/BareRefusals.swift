import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Gives a body to refusals of bytes that are no HTTP: these never reach a route, and the server refuses them with an
/// empty 400.
final class BareRefusals: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let refusal: BareRefusal

  init(_ refusal: BareRefusal) { self.refusal = refusal }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data), head.status == .badRequest,
      head.headerFields[.contentLength] == "0"
    else { return context.write(data, promise: promise) }
    head.headerFields[.contentType] = refusal.type
    head.headerFields[.contentLength] = "\(refusal.body.readableBytes)"
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(refusal.body)), promise: promise)
  }
}

/// The body of the answer to bytes that are no HTTP.
package struct BareRefusal: Sendable {
  fileprivate let type: String
  fileprivate let body: ByteBuffer

  package init(type: String, body: some Sequence<UInt8>) {
    self.type = type
    self.body = ByteBuffer(bytes: body)
  }
}
