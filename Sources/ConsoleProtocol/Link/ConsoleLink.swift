import Foundation
import Text

/// One side of a connection between a console and its service, over a socket. Used by one thread.
public final class ConsoleLink {
  public let descriptor: Int32
  /// Waits until the socket can be read; false if it could not be within the time, or something else came between.
  public var waitToRead: (_ descriptor: Int32, _ within: Duration?) -> Bool = ConsoleLink.poll
  /// The longest time in which a frame that has begun has to be complete.
  public static let longestFrame = Duration.seconds(15)
  private var reader = FrameReader()
  private var begun: ContinuousClock.Instant?
  private var isOpen = true
  /// Whether the other side has ended.
  private var isAtEnd = false
  private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

  /// A link over a connected socket, which it closes at its end.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close() }

  /// Two links that lead to each other. Throws `ConsoleFault.unreachable` if the process has no descriptors left.
  public static func pair() throws(ConsoleFault) -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .unreachable("socketpair") }
    return (ends[0], ends[1])
  }

  public func close() {
    guard isOpen else { return }
    isOpen = false
    Foundation.close(descriptor)
  }

  /// The longest time for which a write waits for the other side to read.
  public func limitWriting(to span: Duration) {
    var time = timeval(tv_sec: Int(span.components.seconds), tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Sends a frame, all of it. Throws `ConsoleFault` if the other side is gone or does not read.
  public func send(_ frame: Frame) throws(ConsoleFault) {
    guard isOpen else { throw .lost }
    var rest = frame.encoded[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        throw .tooSlow
      } else if errno != EINTR {
        throw .lost
      }
    }
  }

  /// Sends a last frame and closes, but not before the other side has hung up, or a second is over: what it is still
  /// sending would otherwise break the connection before the frame is read.
  public func close(after frame: Frame) {
    defer { close() }
    guard isOpen, (try? send(frame)) != nil else { return }
    shutdown(descriptor, Int32(SHUT_WR))
    let end = ContinuousClock.now + .seconds(1)
    while ContinuousClock.now < end, Self.poll(descriptor, within: end - .now) {
      guard recv(descriptor, &buffer, buffer.count, 0) > 0 else { return }
    }
  }

  /// Whether a small frame can be sent without waiting for the other side to read.
  public var hasRoom: Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return isOpen && Foundation.poll(&request, 1, 0) > 0
  }

  /// The next frame; nil if none was complete within the time, or the wait was cut short. Throws `ConsoleFault.lost`
  /// when the other side is gone.
  public func receive(within span: Duration? = nil) throws(ConsoleFault) -> Frame? {
    let end = span.map { ContinuousClock.now + $0 }
    while true {
      if let frame = try reader.next() {
        begun = reader.isInside ? ContinuousClock.now : nil
        return frame
      }
      guard isOpen, !isAtEnd else { throw .lost }
      let now = ContinuousClock.now
      if let begun, now - begun > Self.longestFrame { throw .tooSlow }
      let rest = [end.map { $0 - now }, begun.map { $0 + Self.longestFrame - now }].compactMap(\.self).min()
      if !waitToRead(descriptor, rest.map { max(.zero, $0) }) {
        if let begun, ContinuousClock.now - begun > Self.longestFrame { throw .tooSlow }
        return nil
      }
      try read()
      if reader.isInside, begun == nil { begun = ContinuousClock.now }
    }
  }

  private func read() throws(ConsoleFault) {
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 { return reader.take(buffer[..<count]) }
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    isAtEnd = true
    throw .lost
  }

  /// Waits with poll(2), whatever signals come.
  public static func poll(_ descriptor: Int32, within span: Duration?) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = span.map { Int32(clamping: Int64(($0 / .milliseconds(1)).rounded(.up))) } ?? -1
    return Foundation.poll(&request, 1, milliseconds) > 0
  }
}
