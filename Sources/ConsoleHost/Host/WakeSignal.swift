import ConsoleProtocol
import Foundation

/// Wakes a thread that waits for a socket, from any other thread.
public final class WakeSignal: Sendable {
  private let reading: Int32
  private let writing: Int32

  /// Throws `ConsoleFault.unreachable` if the process has no descriptors left.
  public init() throws(ConsoleFault) {
    (reading, writing) = try ConsoleLink.pair()
    for end in [reading, writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Wakes the thread that waits, or the next that will.
  public func wake() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// Waits until a descriptor can be read; false if the time is over, or the thread was woken.
  func waitToRead(_ descriptor: Int32, within span: Duration?) -> Bool {
    var requests = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = span.map { Int32(clamping: Int64(($0 / .milliseconds(1)).rounded(.up))) } ?? -1
    guard poll(&requests, 2, milliseconds) > 0 else { return false }
    if requests[1].revents != 0 {
      var bytes = [UInt8](repeating: 0, count: 64)
      while read(reading, &bytes, bytes.count) > 0 {}
    }
    return requests[0].revents != 0
  }
}
