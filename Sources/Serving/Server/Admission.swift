import HummingbirdCore
import Logging
import NIOCore

/// The first handler of an accepted connection: takes its place in the room, and closes the connection if no byte comes
/// for a while.
final class Admission: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let room: ConnectionRoom
  private let firstByte: TimeAmount
  private var number: Int?
  private var timer: Scheduled<Void>?

  init(_ room: ConnectionRoom, limits: ServerLimits) {
    self.room = room
    firstByte = .fractional(seconds: limits.firstByteSeconds)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    timer?.cancel()
    timer = nil
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is KnownPeer { noteKnown() } else { context.fireUserInboundEventTriggered(event) }
  }

  func noteKnown() {
    if let number { room.noteKnown(number) }
  }

  func set(_ phase: ConnectionRoom.Phase) {
    if let number { room.set(phase, of: number) }
  }

  private func enter(_ context: ChannelHandlerContext) {
    guard number == nil else { return }
    let channel = context.channel
    number = room.enter(from: channel.remoteAddress?.ipAddress ?? "") { channel.close(promise: nil) }
    guard number != nil else { return context.close(promise: nil) }
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: firstByte) { [unowned self] in
      timer = nil
      context.close(promise: nil)
    }
  }

  private func leave() {
    timer?.cancel()
    timer = nil
    if let number { room.leave(number) }
    number = nil
  }
}

/// Fired at a connection whose other side has signed a message that was verified.
package struct KnownPeer: Sendable {
  package init() {}
}

/// A kind of connection that takes its place in a room.
struct AdmittedConnection<Base: ServerChildChannel>: ServerChildChannel {
  let base: Base
  let room: ConnectionRoom
  let limits: ServerLimits

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(Admission(room, limits: limits))
    }
    .flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}

extension TimeAmount {
  static func fractional(seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1_000_000_000)) }
}
