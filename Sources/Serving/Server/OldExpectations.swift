import NIOCore
import NIOHTTP1

/// Removes `Expect` from requests of HTTP/1.0, whose clients do not wait for anything (RFC 9110, section 10.1.1).
final class OldExpectations: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), head.version.major < 2, head.version.minor == 0 else {
      return context.fireChannelRead(data)
    }
    head.headers.remove(name: "expect")
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
