import CPeer
import Foundation
import Testing

/// A socket that listens, and nothing around it.
final class Listener {
  let descriptor: Int32

  init(_ path: String, mode: mode_t = 0o600, backlog: Int32 = 8) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = descriptor
    let outcome = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(outcome == 0 && chmod(path, mode) == 0 && listen(descriptor, backlog) == 0, "\(errno)")
  }

  deinit { close(descriptor) }

  func accept() throws -> Int32 {
    let connection = chaka_peer_accept(descriptor)
    try #require(connection >= 0)
    return connection
  }
}
