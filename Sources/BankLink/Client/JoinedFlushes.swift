import NIOCore

/// Joins what is written in one turn of the event loop, so that head and body of a request leave in one call of the
/// system and reach the bank together. Stands next to the network.
final class JoinedFlushes: ChannelOutboundHandler {
  typealias OutboundIn = Any
  typealias OutboundOut = Any

  private var isWaiting = false

  func flush(context: ChannelHandlerContext) {
    guard !isWaiting else { return }
    isWaiting = true
    context.eventLoop.assumeIsolated().execute { self.send(context) }
  }

  /// Whatever waits goes out before the connection ends.
  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    send(context)
    context.close(mode: mode, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) { isWaiting = false }

  private func send(_ context: ChannelHandlerContext) {
    guard isWaiting else { return }
    isWaiting = false
    context.flush()
  }
}
