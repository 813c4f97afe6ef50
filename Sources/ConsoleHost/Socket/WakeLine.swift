import Foundation

/// A pair of sockets by which one thread wakes another that waits in `poll`.
final class WakeLine: Sendable {
  /// Readable after `wake`, until `rest`.
  let waiting: Int32
  private let waking: Int32

  /// Throws `SocketFault` if no descriptors are left.
  init() throws(SocketFault) {
    var pair: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw .unusable("socketpair", number: errno) }
    (waiting, waking) = (pair[0], pair[1])
  }

  deinit {
    close(waiting)
    close(waking)
  }

  func wake() {
    var byte: UInt8 = 1
    _ = send(waking, &byte, 1, Int32(MSG_NOSIGNAL))
  }

  func rest() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(waiting, &bytes, bytes.count) > 0 {}
  }
}
