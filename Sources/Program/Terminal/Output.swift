import Foundation
import Synchronization

/// Standard output or standard error, unbuffered, whole texts at a time.
///
/// A reader that has gone away (`| head`) is no failure: the rest of the output is dropped and the work goes on to
/// its end. Any other failure is remembered, and `Program.main` ends with exit status 3 for it.
public final class Output: Sendable {
  public static let standard = Output(descriptor: STDOUT_FILENO)
  public static let error = Output(descriptor: STDERR_FILENO)

  private enum State { case open, abandoned, failed(Int32) }
  private let descriptor: Int32
  private let isTerminal: Bool
  private let state = Mutex(State.open)

  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Writes a text unchanged; on a terminal without commands that steer it, but for colours and moving the cursor.
  public func write(_ text: String) {
    state.withLock { state in
      guard case .open = state else { return }
      state = Self.put(Array((isTerminal ? TerminalText.harmless(text) : text).utf8), on: descriptor)
    }
  }

  /// Writes a text and ends the line.
  public func line(_ text: String = "") { write(text + "\n") }

  /// The number of the error that stopped the output, if one did.
  public var failure: Int32? {
    state.withLock { state in
      guard case .failed(let number) = state else { return nil }
      return number
    }
  }

  private static func put(_ bytes: [UInt8], on descriptor: Int32) -> State {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        waitUntilWritable(descriptor)
      } else if errno != EINTR {
        return errno == EPIPE ? .abandoned : .failed(errno)
      }
    }
    return .open
  }

  private static func waitUntilWritable(_ descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}
