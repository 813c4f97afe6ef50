import NIOCore
import NIOEmbedded
import Testing

@testable import BankLink

@Suite("What a client writes in one turn")
struct JoinedFlushesTests {
  /// Counts what reaches the network.
  private final class Network: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    var flushes = 0
    var isClosed = false

    func flush(context: ChannelHandlerContext) {
      flushes += 1
      context.flush()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
      isClosed = true
      context.close(mode: mode, promise: promise)
    }
  }

  private let network = Network()

  private func channel() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel()
    try channel.pipeline.syncOperations.addHandlers([network, JoinedFlushes()])
    return channel
  }

  @Test("leaves together, and nothing is left behind")
  func joined() throws {
    let channel = try channel()
    for text in ["head", "body"] { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }
    #expect(network.flushes == 0)
    channel.embeddedEventLoop.run()
    #expect(network.flushes == 1)
    #expect(try channel.readOutbound(as: ByteBuffer.self) == ByteBuffer(string: "head"))
    #expect(try channel.readOutbound(as: ByteBuffer.self) == ByteBuffer(string: "body"))
    channel.writeAndFlush(ByteBuffer(string: "next"), promise: nil)
    channel.embeddedEventLoop.run()
    #expect(network.flushes == 2)
  }

  @Test("leaves before the connection is closed")
  func closed() throws {
    let channel = try channel()
    channel.writeAndFlush(ByteBuffer(string: "last"), promise: nil)
    channel.close(promise: nil)
    #expect(network.flushes == 1 && network.isClosed)
    #expect(try channel.readOutbound(as: ByteBuffer.self) == ByteBuffer(string: "last"))
    channel.embeddedEventLoop.run()
    #expect(network.flushes == 1)
  }
}
