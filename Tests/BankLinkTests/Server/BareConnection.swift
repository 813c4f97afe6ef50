import Foundation
import NIOCore
import NIOPosix

/// A connection on which any bytes can be sent, with the server's replies.
struct BareConnection {
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private var text = ""

  /// Connects to a port of the loopback, and closes at the end.
  static func open(_ port: Int, _ body: (inout BareConnection) async throws -> Void) async throws {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    // A server that has hung up already leaves nothing to close.
    try await channel.executeThenClose { inbound, outbound in
      var connection = BareConnection(outbound: outbound, inbound: inbound.makeAsyncIterator())
      try await body(&connection)
    }
  }

  /// False once the server has closed the connection.
  func send(_ text: String) async -> Bool {
    do {
      try await outbound.write(ByteBuffer(string: text))
      return true
    } catch {
      return false
    }
  }

  /// Sends the text again and again, until the server has closed the connection or it was sent `times` times.
  func send(_ text: String, times: Int, every pause: Duration = .zero) async throws -> Int {
    for count in 0..<times {
      guard await send(text) else { return count }
      if pause > .zero { try await Task.sleep(for: pause) }
    }
    return times
  }

  /// The server's reply up to a text, or until it closes the connection.
  mutating func read(until end: String) async -> String {
    while !text.contains(end), let buffer = try? await inbound.next() { text += String(buffer: buffer) }
    return text
  }

  /// The server's whole reply until it closes the connection.
  mutating func rest() async -> String {
    while let buffer = try? await inbound.next() { text += String(buffer: buffer) }
    return text
  }
}
