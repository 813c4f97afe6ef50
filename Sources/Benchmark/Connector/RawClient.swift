import Foundation

/// A client with the least possible cost: blocking connections on threads of their own, requests made beforehand.
struct RawClient {
  let port: Int

  /// Sends the requests over some connections and gives the processor time of this side, and the number answered with
  /// 200.
  func send(_ requests: [[UInt8]], connections: Int) async -> (processor: Int64, accepted: Int) {
    await withTaskGroup(of: (processor: Int64, accepted: Int).self) { group in
      for connection in 0..<connections {
        let own = stride(from: connection, to: requests.count, by: connections).map { requests[$0] }
        group.addTask { await send(own) }
      }
      return await group.reduce((0, 0)) { ($0.0 + $1.processor, $0.1 + $1.accepted) }
    }
  }

  /// One request after another over one connection.
  private func send(_ requests: [[UInt8]]) async -> (processor: Int64, accepted: Int) {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let start = Stopwatch.thread
        let accepted = exchange(requests)
        continuation.resume(returning: (Stopwatch.thread - start, accepted))
      }
    }
  }

  private func exchange(_ requests: [[UInt8]]) -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return 0 }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    var buffer = [UInt8](repeating: 0, count: 4_096)
    var accepted = 0
    for request in requests {
      guard write(descriptor, request, request.count) == request.count else { return accepted }
      // A response is small and comes in one piece.
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 12 else { return accepted }
      if buffer[9] == UInt8(ascii: "2") { accepted += 1 }
    }
    return accepted
  }
}
